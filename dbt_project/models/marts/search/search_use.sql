{{ config(post_hook=["{{ search_macro() }}", "{{ search_macro_comment() }}"]) }}
-- The macro reads postings too, and must find them made.
-- depends_on: {{ ref('search_posting') }}
with

indicators as (
    select
        rowid as indicator_row,
        indicator_name,
        target_text,
        objective_text
    from {{ ref('mart_indicator') }}
),

final as (
    {% for column in ['indicator_name', 'target_text', 'objective_text'] -%}
    select
        t.text_number,
        i.indicator_row
    from indicators as i
    inner join {{ ref('int_search_texts') }} as t on t.column_name = '{{ column }}' and i.{{ column }} = t.printed_text
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select * from final
order by text_number, indicator_row
