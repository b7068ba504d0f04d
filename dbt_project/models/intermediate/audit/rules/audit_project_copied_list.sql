-- All indicators and targets as in a project of another name.
with

lists as (
    select
        *,
        count(distinct project_name_fold) over (partition by document_key, indicators_text) as name_count,
        min(project_ordinal) over (partition by document_key, indicators_text) as first_ordinal
    from {{ ref('int_audited_projects') }}
    where indicator_count >= 3 and counted_as_project_key is null
)

select {{ project_finding('project.copied_list', "p.name_count || ' 个项目的 ' || p.indicator_count || ' 个指标全同，首见于第 ' || p.first_ordinal || ' 个项目'") }}
from lists as p
where p.name_count > 1
