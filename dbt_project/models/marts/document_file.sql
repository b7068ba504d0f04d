select
    file_path,
    document_key
from {{ ref('stg_document_files') }}
order by file_path
