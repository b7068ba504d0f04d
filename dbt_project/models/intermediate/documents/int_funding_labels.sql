with

printed as (
    select
        funding_group_word,
        funding_label_word
    from {{ ref('stg_funding_cells') }}
    union
    select
        funding_group_word,
        funding_label_word
    from {{ ref('stg_total_rows') }}
),

final as (
    select
        p.funding_group_word,
        p.funding_label_word,
        concat(p.funding_group_word, p.funding_label_word) as funding_label,
        -- a sum or a use below a source is money of that source
        coalesce(
            case when (below.split_by is null or below.split_by = 'use') and above.funding_source <> 'total' then above.funding_source end,
            below.funding_source,
            'unlisted'
        ) as funding_source,
        case
            when below.funding_source = 'total' then above.split_by
            when below.word is not null then below.split_by
            -- a part that is not listed is taken for a source beside the others
            else 'source'
        end as split_by
    from printed as p
    left join {{ ref('funding_labels') }} as above on p.funding_group_word = above.word
    left join {{ ref('funding_labels') }} as below on p.funding_label_word = below.word
)

select * from final
