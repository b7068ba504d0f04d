-- Numbers begin anew for each kind of text and for each length, so that a number alone says what the text is and how long.
{%- set kinds = [('indicator_name', '0', 99), ('target_text', search_first_target(), 49), ('objective_text', search_first_goal(), 63)] %}
with

{% for column, first, longest in kinds -%}
{{ column }}s as (
    select
        {{ column }} as printed_text,
        {{ search_form(column) }} as search_form
    from {{ ref('mart_indicator') }}
    where {{ column }} is not null
    group by {{ column }}
),

{% endfor -%}
numbered as (
    {% for column, first, longest in kinds -%}
    select
        '{{ column }}' as column_name,
        printed_text,
        search_form,
        {{ first }} as first_number,
        least(length(search_form) - 1, {{ longest }}) as step
    from {{ column }}s
    where length(search_form) > 1
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

final as (
    select
        column_name,
        printed_text,
        search_form,
        (
            first_number + step * {{ search_step() }}
            + row_number() over (partition by first_number, step order by search_form, printed_text)
        )::integer as text_number
    from numbered
)

select * from final
