-- A document's status is what its reading and the checks of it say, and one that is not loaded whole stands in the quarantine with its reason.
select
    d.document_key,
    s.document_status as expected,
    d.status as observed
from {{ ref('dim_document') }} as d
inner join {{ ref('int_document_statuses') }} as s using (document_key)
where d.status <> s.document_status
    or (
        d.status in ('quarantined', 'loaded_in_part')
        and d.document_key not in (select document_key from {{ ref('fact_quarantine') }}
where subject = 'document')
    )
