-- Within a project indicators count from 1 in reading order without gaps, and their keys begin with their project's.
select
    project_key,
    min(source_page) as page_number,
    '1..' || count(*) as expected,
    min(indicator_ordinal) || '..' || max(indicator_ordinal) as observed
from {{ ref('fact_indicator') }}
group by project_key
having min(indicator_ordinal) <> 1 or max(indicator_ordinal) <> count(*) or not bool_and(starts_with(indicator_key, project_key || '-'))
