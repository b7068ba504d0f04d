select
    '{{ var("contract_version") }}' as contract_version,
    '{{ var("extractor_version") }}' as extractor_version,
    '{{ var("grammar_version") }}' as grammar_version,
    '{{ var("conforming_version") }}' as conforming_version,
    '{{ var("library_versions") | replace("'", "''") }}' as library_versions,
    '{{ var("inputs_digest") }}' as inputs_digest,
    (select count(*) from {{ ref('dim_document') }}) as document_count,
    (select count(*) filter (status = 'quarantined') from {{ ref('dim_document') }}) as quarantined_document_count,
    (select coalesce(sum(page_count), 0)::bigint from {{ ref('dim_document') }}) as page_count,
    (select count(*) from {{ ref('dim_project') }}) as project_count,
    (select count(*) from {{ ref('fact_indicator') }}) as indicator_count,
    null::bigint as check_passed_count,
    null::bigint as check_failed_count
