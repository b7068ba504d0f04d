with

documents as (
    select
        d.* exclude (document_status, status_reason),
        s.document_status,
        s.status_reason
    from {{ ref('int_documents') }} as d
    inner join {{ ref('int_document_statuses') }} as s using (document_key)
),

projects as (
    select document_key, count(*) as project_count
    from {{ ref('int_projects') }}
    group by document_key
),

indicators as (
    select document_key, count(*) as indicator_count
    from {{ ref('int_indicators') }}
    group by document_key
),

-- Superseded by another of the same region, publisher, year and type with a later date; unknown values compare as equal to none.
superseded as (
    select distinct older.document_key
    from documents as older
    inner join documents as newer
        on older.region = newer.region
        and older.publisher_fold = newer.publisher_fold
        and older.fiscal_year = newer.fiscal_year
        and older.document_type = newer.document_type
        and older.published_on < newer.published_on
),

final as (
    select
        d.document_key,
        d.sha256,
        d.first_file_path as file_name,
        d.document_format as format,
        d.document_type,
        d.title,
        d.region,
        d.publisher,
        d.fiscal_year,
        d.fiscal_year_source,
        d.published_on,
        d.url,
        d.page_count,
        coalesce(p.project_count, 0)::integer as project_count,
        coalesce(i.indicator_count, 0)::integer as indicator_count,
        d.document_status as status,
        d.status_reason as reason,
        s.document_key is null as is_current
    from documents as d
    left join projects as p using (document_key)
    left join indicators as i using (document_key)
    left join superseded as s using (document_key)
)

select * from final
order by document_key
