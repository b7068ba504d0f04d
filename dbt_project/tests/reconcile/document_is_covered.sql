-- The same of each document, as a warning: one document in a layout of its own does not keep all others from being published.
{{ config(severity='warn') }}
select
    document_key,
    table_coverage,
    indicator_coverage,
    {{ var('least_coverage') }} as least_coverage
from {{ ref('mart_coverage') }}
where table_coverage < {{ var('least_coverage') }} or indicator_coverage < {{ var('least_coverage') }}
