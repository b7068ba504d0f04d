with

printed as (
    select funding_label_fold from {{ ref('stg_funding_cells') }}
    union
    select funding_label_fold from {{ ref('stg_total_rows') }}
),

-- A heading below another is landed as both with a blank between them: 财政拨款 基本支出.
parted as (
    select
        funding_label_fold,
        {{ bare_label('funding_label_fold') }} as funding_label,
        {{ bare_label("regexp_extract(funding_label_fold, '^(.*?)\\s+\\S+$', 1)") }} as upper_label,
        {{ bare_label("regexp_extract(funding_label_fold, '\\s+(\\S+)$', 1)") }} as lower_label
    from printed
),

final as (
    select
        p.funding_label_fold,
        p.funding_label,
        -- a sum or a use below a source is money of that source
        coalesce(
            whole.funding_source,
            case when below.split_by is null or below.split_by = 'use' then above.funding_source end,
            below.funding_source,
            'unlisted'
        ) as funding_source,
        case
            when whole.label is not null then whole.split_by
            when below.funding_source = 'total' then above.split_by
            when below.label is not null then below.split_by
            -- a part that is not listed is taken for a source beside the others
            else 'source'
        end as split_by
    from parted as p
    left join {{ ref('funding_labels') }} as whole on p.funding_label = whole.label
    left join {{ ref('funding_labels') }} as above on p.upper_label = above.label
    left join {{ ref('funding_labels') }} as below on p.lower_label = below.label
)

select * from final
