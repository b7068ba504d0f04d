select
    document_key,
    link_ordinal,
    link_text,
    url,
    link_kind
from {{ source('raw', 'document_links') }}
