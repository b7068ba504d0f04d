-- Every project, amount, total, page block and indicator that was landed is in its mart.
with

published_indicators as (
    select project_key, count(*) as row_count
    from {{ ref('fact_indicator') }}
    group by project_key
),

items as (
    {{ landed_indicators() }}
)

select r.document_key, r.project_key, r.page_number, 'project' as expected, null as observed
from {{ ref('stg_project_rows') }} as r
anti join {{ ref('dim_project') }} using (project_key)
union all
select r.document_key, r.project_key, r.page_number, 'amount ' || r.funding_ordinal || ': ' || r.amount_text as expected, m.amount_text as observed
from {{ ref('stg_funding_cells') }} as r
left join {{ ref('fact_project_funding') }} as m using (project_key, funding_ordinal)
where m.project_key is null or m.amount_text is distinct from r.amount_text
union all
select r.document_key, null as project_key, r.page_number, 'total ' || r.total_ordinal as expected, null as observed
from {{ ref('stg_total_rows') }} as r
anti join {{ ref('fact_printed_total') }} using (document_key, total_ordinal)
union all
select r.document_key, null as project_key, r.page_number, 'block ' || r.block_number || ': ' || r.outcome as expected, m.outcome as observed
from {{ ref('stg_page_blocks') }} as r
left join {{ ref('fact_extraction_outcome') }} as m using (document_key, page_number, block_number)
where m.outcome is distinct from r.outcome
union all
select i.document_key, i.project_key, i.page_number, i.row_count || ' indicators' as expected, coalesce(p.row_count, 0)::varchar as observed
from items as i
left join published_indicators as p using (project_key)
where coalesce(p.row_count, 0) < i.row_count
