select
    '{{ var("contract_version") }}' as contract_version,
    b.extractor_version,
    '{{ var("grammar_version") }}' as grammar_version,
    b.conforming_version,
    b.library_versions,
    b.inputs_digest,
    (select count(*) from {{ ref('dim_document') }}) as document_count,
    (select count(*) filter (status = 'quarantined') from {{ ref('dim_document') }}) as quarantined_document_count,
    (select count(*) filter (status = 'loaded_in_part') from {{ ref('dim_document') }}) as in_part_document_count,
    (select count(*) from {{ ref('fact_quarantine') }}) as quarantine_count,
    (select coalesce(sum(page_count), 0)::bigint from {{ ref('dim_document') }}) as page_count,
    (select count(*) from {{ ref('dim_project') }}) as project_count,
    (select count(*) from {{ ref('fact_indicator') }}) as indicator_count,
    null::bigint as check_passed_count,
    null::bigint as check_failed_count
from {{ ref('stg_build') }} as b
