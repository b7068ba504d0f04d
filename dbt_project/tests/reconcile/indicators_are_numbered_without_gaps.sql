-- Within a project indicators count from 1 in reading order, without gaps.
select
    project_key,
    count(*) as expected,
    max(indicator_ordinal) as observed
from {{ ref('fact_indicator') }}
group by project_key
having min(indicator_ordinal) <> 1 or max(indicator_ordinal) <> count(*)
