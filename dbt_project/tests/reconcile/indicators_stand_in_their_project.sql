-- An indicator's key begins with its project's, and a project has as many indicators as were landed for it.
with

landed as (
    select
        project_key,
        count(*) as indicator_count
    from {{ ref('int_indicators') }}
    group by project_key
),

published as (
    select
        project_key,
        count(*) as indicator_count
    from {{ ref('fact_indicator') }}
    group by project_key
)

select
    project_key,
    coalesce(l.indicator_count, 0) as expected,
    coalesce(p.indicator_count, 0) as observed
from landed as l
full join published as p using (project_key)
where coalesce(l.indicator_count, 0) <> coalesce(p.indicator_count, 0)
union all
select
    project_key,
    0 as expected,
    count(*) as observed
from {{ ref('fact_indicator') }}
where not starts_with(indicator_key, project_key || '-')
group by project_key
