-- A document counts as many projects and indicators as it has.
select
    d.document_key,
    d.project_count || ' projects, ' || d.indicator_count || ' indicators' as expected,
    count(p.project_key) || ' projects, ' || coalesce(sum(p.indicator_count), 0) || ' indicators' as observed
from {{ ref('dim_document') }} as d
left join {{ ref('dim_project') }} as p using (document_key)
group by d.document_key, d.project_count, d.indicator_count
having d.project_count <> count(p.project_key) or d.indicator_count <> coalesce(sum(p.indicator_count), 0)
