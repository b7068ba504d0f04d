-- Every raw project, amount and indicator is in its mart, and no mart row comes from nowhere.
{%- set pairs = [
    ('projects', 'stg_project_rows', 'dim_project'),
    ('amounts', 'stg_funding_cells', 'fact_project_funding'),
    ('totals', 'stg_total_rows', 'fact_printed_total'),
    ('documents', 'stg_documents', 'dim_document'),
    ('blocks', 'stg_page_blocks', 'fact_extraction_outcome'),
    ('paths', 'stg_document_files', 'document_file'),
    ('links', 'stg_document_links', 'document_link')
] %}
with

counted as (
    {%- for what, raw, mart in pairs %}
    select
        '{{ what }}' as what,
        (select count(*) from {{ ref(raw) }}) as expected,
        (select count(*) from {{ ref(mart) }}) as observed
    union all
    {%- endfor %}
    select
        'indicators' as what,
        (select count(*) filter (is_item) from {{ ref('int_indicator_items') }})
        + (select count(*) filter (combined_fold is null) from {{ ref('stg_indicator_cells') }}) as expected,
        (select count(*) from {{ ref('fact_indicator') }}) as observed
)

select * from counted
where expected <> observed
