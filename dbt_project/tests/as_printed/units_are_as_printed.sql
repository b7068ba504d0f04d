-- A unit that the value prints stands behind a number, at most a magnitude between them, or in brackets; one of the column or the name stands there.
with

targets as (
    select
        f.indicator_key,
        f.target_text,
        f.target_unit,
        f.target_unit_source,
        i.indicator_name_fold,
        i.column_unit_fold,
        regexp_replace(regexp_replace(i.target_fold || coalesce(i.column_unit_fold, ''), '\s', '', 'g'), '[0-9][0-9,]*(?:\.[0-9]+)?', '#', 'g') as pattern
    from {{ ref('fact_indicator') }} as f
    inner join {{ ref('int_indicators') }} as i using (indicator_key)
    where f.target_kind = 'quantitative' and f.target_unit is not null
)

select
    indicator_key,
    target_text as expected,
    target_unit as observed,
    target_unit_source
from targets
where case target_unit_source
    when 'name' then not contains(indicator_name_fold, target_unit)
    when 'column' then not contains(coalesce(column_unit_fold, ''), target_unit)
    else contains(pattern, '#') and not regexp_matches(pattern, '[〇零一二两三四五六七八九十]|分之|百分|成')
        and not regexp_matches(pattern, '#[百千万亿余多几来]*[(（]?' || regexp_escape(target_unit)) and not contains(pattern, '(' || target_unit || ')')
end
