select distinct
    document_key,
    page_number
from {{ ref('stg_page_blocks') }}
where is_engine_disputed
