with

expected as (
    select
        *,
        {{ body_name('publisher_fold') }} as body,
        coalesce(regexp_replace(region_fold, '\s+', '', 'g'), '') as place
    from {{ ref('stg_expected_publishers') }}
),

folded as (
    select document_key, publisher_fold, region_fold from {{ ref('int_documents') }}
),

documents as (
    select
        *,
        {{ body_name('i.publisher_fold') }} as body,
        coalesce(regexp_replace(i.region_fold, '\s+', '', 'g'), '') as place
    from {{ ref('dim_document') }} as d
    inner join folded as i using (document_key)
),

-- A unit or a department whose projects stand in a document is named there as well as its publisher.
named as (
    select document_key, fiscal_year, {{ body_name('unit_name_fold') }} as body from {{ ref('int_projects') }}
    union
    select document_key, fiscal_year, {{ body_name('department_name') }} as body from {{ ref('int_projects') }}
),

mentions as (
    select document_key, fiscal_year, body, true as is_own from documents
    union all
    select n.document_key, n.fiscal_year, n.body, false as is_own
    from named as n
    inner join documents as d using (document_key)
    where n.body is distinct from d.body
),

-- The list may say a region in more or in fewer words than the document, or not at all: 广州市, 广东省广州市.
matched as (
    select
        e.publisher_fold,
        e.region_fold,
        e.fiscal_year,
        m.is_own,
        m.fiscal_year is null as is_undated,
        d.* exclude (fiscal_year, publisher_fold, region_fold)
    from expected as e
    inner join mentions as m on e.body = m.body and e.fiscal_year = coalesce(m.fiscal_year, e.fiscal_year)
    inner join documents as d using (document_key)
    where ends_with(e.place, d.place) or ends_with(d.place, e.place)
),

counted as (
    select
        publisher_fold,
        region_fold,
        fiscal_year,
        count(*) filter (is_own and not is_undated)::integer as document_count,
        count(*) filter (not is_own and not is_undated)::integer as other_document_count,
        count(*) filter (is_undated)::integer as undated_document_count,
        coalesce(sum(project_count) filter (is_own and not is_undated), 0)::integer as project_count,
        count(*) filter (is_own and not is_undated and status in ('loaded', 'loaded_in_part')) as loaded_count,
        count(*) filter (is_own and not is_undated and status = 'no_target_table') as bare_count,
        min(published_on) filter (is_own and not is_undated) as first_published_on,
        coalesce(min(file_name) filter (is_own and not is_undated), min(file_name) filter (not is_undated), min(file_name)) as file_name
    from matched
    group by all
),

final as (
    select
        {{ scorecard_key(['e.region', 'e.publisher', 'e.fiscal_year']) }} as expected_publisher_key,
        e.region,
        e.publisher,
        e.fiscal_year,
        coalesce(c.loaded_count > 0 or c.other_document_count > 0, false) as is_published,
        case
            when c.loaded_count > 0 then 'published'
            when c.other_document_count > 0 then 'within_another'
            when c.bare_count > 0 then 'no_target_table'
            when c.document_count > 0 then 'quarantined'
            when c.undated_document_count > 0 then 'year_not_stated'
            else 'not_found'
        end as disclosure_status,
        coalesce(c.document_count, 0) as document_count,
        coalesce(c.project_count, 0) as project_count,
        coalesce(c.other_document_count, 0) as other_document_count,
        coalesce(c.undated_document_count, 0) as undated_document_count,
        c.first_published_on,
        c.file_name
    from expected as e
    left join counted as c
        on e.publisher_fold = c.publisher_fold and e.region_fold is not distinct from c.region_fold and e.fiscal_year = c.fiscal_year
)

select * from final
order by fiscal_year, region nulls last, publisher
