with

read as (
    select
        *,
        regexp_replace(objective_text, '目标[0-9一二三]+|[0-9][.、]|[\s。，、；：.,;:]+', '', 'g') as bare_goal
    from {{ ref('int_projects') }}
)

select {{ project_finding('goal.says_nothing', "'总体目标：' || p.objective_text") }}
from read as p
semi join {{ ref('int_audited_indicators') }} as i on p.project_key = i.project_key
where length(p.bare_goal) between 1 and 22 and not regexp_matches(p.bare_goal, '[0-9]')
