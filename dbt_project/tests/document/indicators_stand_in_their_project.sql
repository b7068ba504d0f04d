-- Indicators count from 1 in reading order without gaps, are as many as their project says, and have its unit, document and year.
select
    p.project_key,
    any_value(p.source_page) as page_number,
    any_value(concat_ws(' ', p.indicator_count, 'indicators,', p.unit_key, p.document_key, p.fiscal_year, p.is_current)) as expected,
    count(f.indicator_key) || ' indicators, ' || coalesce(min(f.indicator_ordinal) || '..' || max(f.indicator_ordinal) || ': ', '')
    || coalesce(string_agg(distinct concat_ws(' ', f.unit_key, f.document_key, f.fiscal_year, f.is_current), '; '), '') as observed
from {{ ref('dim_project') }} as p
left join {{ ref('fact_indicator') }} as f using (project_key)
group by p.project_key
having any_value(p.indicator_count) <> count(f.indicator_key) or min(f.indicator_ordinal) <> 1 or max(f.indicator_ordinal) <> count(f.indicator_key)
    or not bool_and(
        f.indicator_key is null
        or (f.unit_key, f.document_key, f.fiscal_year, f.is_current) is not distinct from (p.unit_key, p.document_key, p.fiscal_year, p.is_current)
    )
