with

projects as (
    select * from {{ ref('stg_project_rows') }}
),

stated as (
    select
        document_key,
        project_key,
        list_distinct(regexp_extract_all(coalesce(form_year_fold, form_title_fold), '((?:19|20)[0-9]{2})\s*[(]?\s*年', 1)) as years
    from projects
)

select
    document_key,
    project_key,
    -- a title that names two years states none
    case when len(years) = 1 then cast(years[1] as integer) end as form_year
from stated
where len(years) > 0
