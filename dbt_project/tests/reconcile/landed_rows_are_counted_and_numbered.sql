-- As many rows were landed from a page as its blocks count, and ordinals have no gap: what was lost or landed twice shows.
with

by_page as (
    select
        document_key,
        page_number,
        count(*) as row_count
    from (
        select document_key, page_number from {{ ref('stg_project_rows') }}
        union all
        select document_key, page_number from {{ ref('stg_indicator_cells') }}
    )
    group by all
),

by_block as (
    select
        document_key,
        page_number,
        sum(row_count) as row_count
    from {{ ref('stg_page_blocks') }}
    group by all
),

numbered as (
    select
        document_key,
        document_key as within,
        project_ordinal as ordinal,
        'project' as what
    from {{ ref('stg_project_rows') }}
    union all
    select
        document_key,
        project_key as within,
        cell_ordinal as ordinal,
        'indicator' as what
    from {{ ref('stg_indicator_cells') }}
    union all
    select
        document_key,
        project_key as within,
        funding_ordinal as ordinal,
        'amount' as what
    from {{ ref('stg_funding_cells') }}
)

select
    document_key,
    'rows of page ' || page_number as what,
    coalesce(b.row_count, 0) as expected,
    coalesce(p.row_count, 0) as observed
from by_page as p
full join by_block as b using (document_key, page_number)
where coalesce(b.row_count, 0) <> coalesce(p.row_count, 0)
union all
select
    document_key,
    'ordinals of ' || what || ' ' || within as what,
    max(ordinal) as expected,
    count(distinct ordinal) as observed
from numbered
group by document_key, within, what
having min(ordinal) <> 1 or max(ordinal) <> count(*) or count(distinct ordinal) <> count(*)
