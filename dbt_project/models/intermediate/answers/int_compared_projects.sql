{{ config(meta={'scope': 'release'}) }}
{#-
  What is compared with what: the projects of a department in a year and in the last year before it that it disclosed (year), and those of a document and
  of the document that it supersedes (re_disclosure). A row per project and place in such a comparison.
-#}
with

projects as (
    select
        p.project_key,
        p.document_key,
        p.scope,
        p.project_code,
        p.fiscal_year,
        p.is_current,
        c.is_counted,
        u.unit_name,
        l.department_name,
        l.region,
        d.publisher,
        d.document_type,
        d.published_on,
        {{ comparable_name("regexp_replace(n.project_name_fold, '\\s+', '', 'g')") }} as name_key
    from {{ ref('dim_project') }} as p
    inner join {{ ref('dim_document') }} as d using (document_key)
    inner join {{ ref('dim_unit') }} as u on p.unit_key = u.unit_key
    inner join {{ ref('int_project_copies') }} as c on p.project_key = c.project_key
    inner join {{ ref('int_project_places') }} as l on p.project_key = l.project_key
    inner join {{ ref('int_projects') }} as n on p.project_key = n.project_key
    where n.project_name_fold is not null
),

members as (
    select
        'year' as comparison,
        concat_ws('|', coalesce(region, ''), department_name) as series,
        fiscal_year::varchar as edition,
        projects.*
    from projects
    where fiscal_year is not null and department_name is not null and (is_counted or (is_current and scope = 'department'))
    union all
    select
        're_disclosure' as comparison,
        concat_ws('|', coalesce(region, ''), publisher, fiscal_year, document_type) as series,
        published_on || '|' || document_key as edition,
        projects.*
    from projects
    where fiscal_year is not null and publisher is not null and document_type is not null and published_on is not null
),

editions as (
    select
        comparison,
        series,
        edition,
        lag(edition) over (partition by comparison, series order by edition) as edition_before
    from (select distinct comparison, series, edition from members) as e
),

final as (
    select
        concat_ws('|', comparison, series, edition) as group_key,
        comparison,
        true as is_now,
        members.* exclude (comparison, series, edition)
    from members
    inner join editions using (comparison, series, edition)
    where edition_before is not null
    union all
    select
        concat_ws('|', members.comparison, members.series, e.edition) as group_key,
        members.comparison,
        false as is_now,
        members.* exclude (comparison, series, edition)
    from members
    inner join editions as e on members.comparison = e.comparison and members.series = e.series and members.edition = e.edition_before
)

select
    group_key,
    comparison,
    is_now,
    project_key,
    scope,
    project_code,
    unit_name,
    name_key
from final
