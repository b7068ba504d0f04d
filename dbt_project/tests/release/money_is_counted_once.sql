-- Whichever way a unit's money is added up, by project, by source or in its scorecard, it is the same; and what stands for a copy is counted itself.
with

by_project as (
    select
        unit_key,
        coalesce(fiscal_year, 0) as fiscal_year,
        sum(total_amount_yuan) as amount_yuan
    from {{ ref('mart_project') }}
    where is_counted
    group by all
),

by_source as (
    select
        unit_key,
        coalesce(fiscal_year, 0) as fiscal_year,
        sum(amount_yuan) as amount_yuan
    from {{ ref('mart_funding') }}
    group by all
),

scorecards as (
    select
        unit_key,
        coalesce(fiscal_year, 0) as fiscal_year,
        total_amount_yuan as amount_yuan
    from {{ ref('mart_unit_scorecard') }}
)

select
    p.unit_key || ' ' || p.fiscal_year || ': ' || coalesce(p.amount_yuan, 0) as expected,
    concat_ws(', ', s.amount_yuan, c.amount_yuan) as observed
from by_project as p
left join by_source as s using (unit_key, fiscal_year)
left join scorecards as c using (unit_key, fiscal_year)
where coalesce(p.amount_yuan, 0) <> coalesce(s.amount_yuan, 0) or p.amount_yuan is distinct from c.amount_yuan
union all
select
    p.project_key as expected,
    p.counted_as_project_key as observed
from {{ ref('mart_project') }} as p
left join {{ ref('mart_project') }} as c on p.counted_as_project_key = c.project_key and c.is_counted
where p.scope = 'project' and p.counted_as_project_key is not null and c.project_key is null
