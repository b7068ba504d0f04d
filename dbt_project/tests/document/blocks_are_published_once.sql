-- The outcome of each block of a page is published once.
select
    document_key,
    page_number,
    block_number::varchar as expected,
    count(*)::varchar as observed
from {{ ref('fact_extraction_outcome') }}
group by document_key, page_number, block_number
having count(*) > 1
