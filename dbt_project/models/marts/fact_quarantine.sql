with

documents as (
    select * from {{ ref('dim_document') }}
),

reasons as (
    select * from {{ ref('held_reasons') }}
),

faults as (
    select
        f.document_key,
        null::varchar as project_key,
        null::varchar as indicator_key,
        null::integer as funding_ordinal,
        f.page_number,
        'document' as subject,
        -- a fault names its check even where the reason is that some check failed
        f.check_name as reason_code,
        any_value(f.text_zh) as text_zh,
        any_value(f.text_en) as text_en,
        min(f.detail) || case when count(*) > 1 then '; + ' || (count(*) - 1) else '' end as detail,
        any_value(d.file_name) as held_text,
        any_value(d.status = 'loaded_in_part') as is_published
    from {{ ref('int_document_faults') }} as f
    inner join documents as d using (document_key)
    group by f.document_key, f.page_number, f.check_name
),

-- What extraction itself could not read; it says why in both languages.
not_read as (
    select
        d.document_key,
        null::varchar as project_key,
        null::varchar as indicator_key,
        null::integer as funding_ordinal,
        null::integer as page_number,
        'document' as subject,
        case when s.document_status = 'loaded_in_part' then 'document_read_in_part' else 'document_not_read' end as reason_code,
        nullif(trim(s.status_reason), '') as detail,
        d.file_name as held_text,
        s.document_status = 'loaded_in_part' and d.status = 'loaded_in_part' as is_published
    from documents as d
    inner join {{ ref('stg_documents') }} as s using (document_key)
    where s.document_status in ('quarantined', 'loaded_in_part') and d.document_key not in (select document_key from {{ ref('stg_held_documents') }})
    union all
    select
        document_key,
        null::varchar as project_key,
        null::varchar as indicator_key,
        null::integer as funding_ordinal,
        page_number,
        'page' as subject,
        'page_not_read' as reason_code,
        string_agg(nullif(trim(reason), ''), '；' order by block_number) as detail,
        null::varchar as held_text,
        false as is_published
    from {{ ref('fact_extraction_outcome') }}
    where outcome = 'unreadable'
    group by document_key, page_number
),

held as (
    select * from {{ ref('int_held_readings') }}
),

readings as (
    select
        i.document_key,
        i.project_key,
        i.indicator_key,
        null::integer as funding_ordinal,
        i.source_page as page_number,
        'reading' as subject,
        coalesce(h.check_name, 'target_not_understood') as reason_code,
        coalesce(h.expected, '') || coalesce(' ≠ ' || h.observed, '') as detail,
        i.target_text as held_text,
        true as is_published
    from {{ ref('fact_indicator') }} as i
    left join held as h using (indicator_key)
    where not i.is_target_understood
    union all
    select
        document_key,
        project_key,
        indicator_key,
        null::integer as funding_ordinal,
        source_page as page_number,
        'indicator' as subject,
        'indicator_without_name' as reason_code,
        null::varchar as detail,
        target_text as held_text,
        true as is_published
    from {{ ref('fact_indicator') }}
    where trim(indicator_name) = '' and target_text <> ''
),

amounts as (
    select
        p.document_key,
        f.project_key,
        null::varchar as indicator_key,
        f.funding_ordinal,
        f.source_page as page_number,
        'amount' as subject,
        coalesce(h.check_name, 'amount_not_read') as reason_code,
        coalesce(h.expected || ' ≠ ' || h.observed, f.funding_label_text) as detail,
        f.amount_text as held_text,
        true as is_published
    from {{ ref('fact_project_funding') }} as f
    inner join {{ ref('dim_project') }} as p using (project_key)
    left join held as h on f.project_key = h.project_key and f.funding_ordinal = h.funding_ordinal
    where h.check_name is not null or f.amount_reading in ('words', 'unclear')
),

worded as (
    select * from faults
    union all by name
    select
        o.*,
        r.text_zh,
        r.text_en
    from (
        select * from not_read
        union all by name
        select * from readings
        union all by name
        select * from amounts
    ) as o
    inner join reasons as r using (reason_code)
),

final as (
    select
        substr(sha256(concat_ws(
            '|', document_key, subject,
            coalesce(indicator_key, project_key || coalesce('-' || funding_ordinal, ''), document_key), reason_code, coalesce(page_number, 0)
        )), 1, 16) as quarantine_key,
        document_key,
        project_key,
        indicator_key,
        funding_ordinal,
        page_number,
        subject,
        reason_code,
        text_zh || ' / ' || text_en || coalesce('：' || left(nullif(detail, ''), 600), '') as reason,
        held_text,
        is_published
    from worded
)

select * from final
order by document_key, page_number nulls first, project_key nulls first, indicator_key nulls first, funding_ordinal nulls first, reason_code
