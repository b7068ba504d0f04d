-- Every raw project, amount and indicator is in its mart, and no mart row comes from nowhere.
with

counted as (
    select
        'projects' as what,
        (select count(*) from {{ ref('stg_project_rows') }}) as expected,
        (select count(*) from {{ ref('dim_project') }}) as observed
    union all
    select
        'amounts',
        (select count(*) from {{ ref('stg_funding_cells') }}),
        (select count(*) from {{ ref('fact_project_funding') }})
    union all
    select
        'totals',
        (select count(*) from {{ ref('stg_total_rows') }}),
        (select count(*) from {{ ref('fact_printed_total') }})
    union all
    select
        'indicators',
        (select count(*) from {{ ref('int_indicator_items') }} where is_item)
        + (select count(*) from {{ ref('stg_indicator_cells') }} where combined_fold is null),
        (select count(*) from {{ ref('fact_indicator') }})
    union all
    select
        'documents',
        (select count(*) from {{ ref('stg_documents') }}),
        (select count(*) from {{ ref('dim_document') }})
    union all
    select
        'blocks',
        (select count(*) from {{ ref('stg_page_blocks') }}),
        (select count(*) from {{ ref('fact_extraction_outcome') }})
)

select * from counted
where expected <> observed
