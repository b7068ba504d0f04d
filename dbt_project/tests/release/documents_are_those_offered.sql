-- Every offered path has its document and every document a path, and a document's key is the start of its digest.
select
    coalesce(f.document_key, d.document_key) as row_key,
    f.file_path,
    d.sha256
from {{ ref('stg_document_files') }} as f
full join {{ ref('stg_documents') }} as d using (document_key)
where f.document_key is null or d.document_key is null or d.document_key <> substr(d.sha256, 1, 16)
