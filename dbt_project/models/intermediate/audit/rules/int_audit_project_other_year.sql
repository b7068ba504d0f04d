-- Name or goal speak of earlier years only, and of no span of years; or the goal reckons with an earlier year.
with

read as (
    select
        *,
        -- numbers and titles of documents, and what is only compared with or said of the past, are no years of the project
        {{ years_meant("concat_ws('。', project_name, objective_text)") }} as years,
        regexp_extract(objective_text, '(20\d\d)\s*年度?\s*(?:预估|预计|拟)', 1) as reckoned_year
    from {{ ref('int_projects') }}
    where fiscal_year is not null and not regexp_matches(concat_ws('。', project_name, objective_text), '{{ audit_words("tail") }}')
)

select {{ project_finding('project.other_year', "'文件年度 ' || p.fiscal_year || '，所写年度 ' || coalesce(nullif(p.reckoned_year, ''), list_max(p.years)::varchar)") }}
from read as p
semi join {{ ref('int_audited_indicators') }} as i on p.project_key = i.project_key
where list_max(p.years) < p.fiscal_year or try_cast(p.reckoned_year as integer) < p.fiscal_year
