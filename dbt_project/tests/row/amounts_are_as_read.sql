-- The mart says of every amount what was read, less the amounts taken back.
select
    f.project_key,
    f.source_page as page_number,
    f.funding_ordinal || ': ' || coalesce(k.amount_yuan::varchar, '-') as expected,
    f.amount_yuan::varchar as observed
from {{ ref('fact_project_funding') }} as f
inner join {{ ref('int_kept_amounts') }} as k using (project_key, funding_ordinal)
where f.amount_yuan is distinct from k.amount_yuan or f.amount_text is distinct from k.amount_text or f.funding_source <> k.funding_source or f.period <> k.period
