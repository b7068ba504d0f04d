with

checks as (
    select * from {{ ref('int_check_amounts') }}
    {%- for model in ['int_check_kinds', 'int_check_comparators', 'int_check_units', 'int_check_values', 'int_check_texts'] %}
    union all by name
    select * from {{ ref(model) }}
    {%- endfor %}
),

final as (
    select
        c.check_name,
        c.document_key,
        c.project_key,
        c.indicator_key,
        c.funding_ordinal,
        c.page_number,
        r.disputes,
        min(c.expected) as expected,
        min(c.observed) as observed
    from checks as c
    inner join {{ ref('held_reasons') }} as r on c.check_name = r.reason_code
    where c.document_key is not null
    group by all
)

select * from final
