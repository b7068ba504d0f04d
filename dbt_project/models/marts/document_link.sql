select
    document_key,
    link_ordinal,
    link_text,
    url,
    link_kind
from {{ ref('stg_document_links') }}
order by document_key, link_ordinal
