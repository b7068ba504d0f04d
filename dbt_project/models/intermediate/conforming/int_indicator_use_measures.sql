{{ config(meta={'scope': 'document'}) }}
{%- set endings = indicator_measure_endings() -%}
with

by_level as (
    select
        level2,
        measure,
        unless_named
    from {{ ref('indicator_measures') }}
    where level2 is not null
),

final as (
    select
        i.indicator_key,
        i.document_key,
        i.indicator_name,
        n.normalised_name,
        n.rule_codes,
        -- a name that does not say what it measures is measured as its level says
        coalesce(nullif(regexp_extract(n.normalised_name, '(?:{{ endings }})$'), ''), l.measure, '其他') as measure
    from {{ ref('int_indicators') }} as i
    inner join {{ ref('int_indicator_name_forms') }} as n using (indicator_name)
    left join by_level as l on i.level2 = l.level2 and not coalesce(regexp_matches(n.normalised_name, l.unless_named), false)
)

select * from final
