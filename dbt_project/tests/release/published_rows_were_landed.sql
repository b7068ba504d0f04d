-- No row of a mart comes from nowhere, and the documents and paths published are those that were offered.
with

indicators as (
    {{ landed_indicators() }}
)

select 'dim_document' as table_name, coalesce(m.document_key, r.document_key) as row_key
from {{ ref('dim_document') }} as m
full join {{ ref('stg_documents') }} as r using (document_key, sha256)
where m.document_key is null or r.document_key is null
union all
select 'document_file' as table_name, coalesce(m.file_path, r.file_path) as row_key
from {{ ref('document_file') }} as m
full join {{ ref('stg_document_files') }} as r using (file_path, document_key)
where m.file_path is null or r.file_path is null
union all
select 'dim_project' as table_name, project_key as row_key
from {{ ref('dim_project') }}
anti join {{ ref('stg_project_rows') }} using (project_key, document_key)
union all
select 'fact_project_funding' as table_name, project_key as row_key
from {{ ref('fact_project_funding') }}
anti join {{ ref('stg_funding_cells') }} using (project_key, funding_ordinal)
union all
select 'fact_printed_total' as table_name, document_key as row_key
from {{ ref('fact_printed_total') }}
anti join {{ ref('stg_total_rows') }} using (document_key, total_ordinal)
union all
select 'fact_extraction_outcome' as table_name, document_key as row_key
from {{ ref('fact_extraction_outcome') }}
anti join {{ ref('stg_page_blocks') }} using (document_key, page_number, block_number)
union all
select 'fact_indicator' as table_name, f.project_key as row_key
from {{ ref('fact_indicator') }} as f
left join indicators as i using (project_key)
group by f.project_key, i.row_count
having count(*) > coalesce(i.row_count, 0)
