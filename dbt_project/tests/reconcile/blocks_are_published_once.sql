-- The outcome of each landed block is published once, and no other.
with

both_sides as (
    select
        document_key,
        page_number,
        block_number,
        outcome,
        1 as landed,
        0 as published
    from {{ ref('stg_page_blocks') }}
    union all
    select
        document_key,
        page_number,
        block_number,
        outcome,
        0 as landed,
        1 as published
    from {{ ref('fact_extraction_outcome') }}
)

select
    document_key,
    page_number,
    block_number,
    outcome,
    sum(landed) as expected,
    sum(published) as observed
from both_sides
group by all
having sum(landed) <> sum(published)
