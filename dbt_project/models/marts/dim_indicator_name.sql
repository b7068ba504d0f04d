with

counted as (
    select
        indicator_name,
        measure,
        count(*)::integer as indicator_count
    from {{ ref('int_conformed_uses') }}
    group by indicator_name, measure
),

final as (
    select
        c.indicator_name,
        c.measure,
        c.conformed_indicator_key,
        c.conformed_name,
        c.normalised_name,
        c.rule_codes,
        c.grouped_by,
        c.similarity_score::decimal(5, 4) as similarity_score,
        n.indicator_count
    from {{ ref('int_conformed_names') }} as c
    inner join counted as n using (indicator_name, measure)
)

select * from final
order by indicator_name, measure
