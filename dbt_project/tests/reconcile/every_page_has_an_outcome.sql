-- Every page of every document that could be opened ends in an outcome, and no page beyond its last does.
with

pages as (
    select document_key, count(distinct page_number) as observed
    from {{ ref('fact_extraction_outcome') }}
    group by document_key
)

select
    d.document_key,
    d.page_count as expected,
    coalesce(p.observed, 0) as observed
from {{ ref('dim_document') }} as d
left join pages as p using (document_key)
where d.status <> 'quarantined' and d.page_count is distinct from p.observed
