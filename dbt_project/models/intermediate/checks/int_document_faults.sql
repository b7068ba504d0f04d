with

checks as (
    select * from {{ ref('int_check_landed_rows') }}
    {%- for model in ['int_check_columns', 'int_check_coverage'] %}
    union all by name
    select * from {{ ref(model) }}
    {%- endfor %}
),

-- A check that is no document check of the seed held the document back as a whole, because it could not be told from what.
held as (
    select
        *,
        check_name not in (select reason_code from {{ ref('held_reasons') }}
where subject = 'document') as is_other_check
    from {{ ref('stg_held_documents') }}
),

faults as (
    select
        check_name as reason_code,
        check_name,
        document_key,
        project_key,
        page_number::integer as page_number,
        left(expected, 300) as expected,
        left(observed, 300) as observed,
        false as is_held
    from checks
    union all
    select
        case when is_other_check then 'check_failed' else check_name end as reason_code,
        check_name,
        document_key,
        null as project_key,
        page_number,
        expected,
        observed,
        true as is_held
    from held
),

final as (
    select
        f.*,
        r.consequence,
        r.text_zh,
        r.text_en,
        concat_ws(
            '; ',
            case when f.reason_code <> f.check_name then f.check_name end,
            case when f.page_number is not null then '第 ' || f.page_number || ' 页 / page ' || f.page_number end,
            nullif(f.expected, ''),
            case when f.observed is not null then '≠ ' || f.observed end
        ) as detail
    from faults as f
    inner join {{ ref('held_reasons') }} as r using (reason_code)
)

select * from final
