-- A correction whose document is there must find its place, and in it the printed text that it was made for.
select
    correction_number,
    document_key,
    table_name,
    column_name,
    status,
    printed_text as expected,
    raw_text as observed
from {{ ref('fact_correction') }}
where status in ('stale', 'place_not_found')
