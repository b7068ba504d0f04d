with

reasons as (
    select
        document_key,
        reason_code,
        any_value(text_zh) || ' / ' || any_value(text_en)
        || coalesce('（' || nullif(concat_ws(
            '；',
            string_agg(distinct check_name, ', ' order by check_name) filter (reason_code <> check_name),
            '第 ' || array_to_string(list_sort(list(distinct page_number) filter (page_number is not null))[:10], ', ') || ' 页 / pages'
        ), '') || '）', '') as reason,
        bool_or(is_held) as is_held
    from {{ ref('int_document_faults') }}
    group by document_key, reason_code
),

faults as (
    select
        document_key,
        string_agg(reason, '；' order by reason_code) as reason,
        bool_or(is_held) as is_held
    from reasons
    group by document_key
),

final as (
    select
        d.document_key,
        case
            when f.is_held or (f.document_key is not null and d.document_status = 'no_target_table') then 'quarantined'
            when f.document_key is not null and d.document_status = 'loaded' then 'loaded_in_part'
            else d.document_status
        end as document_status,
        nullif(concat_ws('；', nullif(trim(d.status_reason), ''), f.reason), '') as status_reason
    from {{ ref('stg_documents') }} as d
    left join faults as f using (document_key)
)

select * from final
