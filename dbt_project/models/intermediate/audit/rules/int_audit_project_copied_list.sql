{{ config(meta={'scope': 'release'}) }}
-- The names of a whole list as in another project, and all targets the same; of a long list one in five, and one at least, may differ.
with

lists as (
    select *
    from {{ ref('int_audited_projects') }}
    where scope = 'project' and length(names_text) >= 8 and counted_as_project_key is null
),

cells as (
    select
        document_key,
        names_text,
        project_name_fold,
        unnest(range(1, indicator_count + 1)) as position,
        unnest(targets) as target
    from lists
),

positions as (
    select
        document_key,
        names_text,
        position,
        count(distinct project_name_fold) as project_count,
        count(distinct target) as target_count
    from cells
    group by document_key, names_text, position
),

copied as (
    select
        document_key,
        names_text,
        max(project_count) as project_count,
        count(*) filter (target_count > 1) as differing_count
    from positions
    group by document_key, names_text
    having max(project_count) > 1 and count(*) filter (target_count > 1) <= case when count(*) > 3 then greatest(1, count(*) / 5) else 0 end
)

select {{ project_finding(
    'project.copied_list',
    "c.project_count || ' 个项目的 ' || p.indicator_count || ' 个指标相同' || case when c.differing_count > 0 then '，仅 ' || c.differing_count || ' 个指标值不同' else '' end"
) }}
from lists as p
inner join copied as c on p.document_key = c.document_key and p.names_text = c.names_text
