with

cells as (
    select
        *,
        {{ bare_label('funding_label_fold') }} as funding_label,
        regexp_replace(amount_fold, '[\s,，]', '', 'g') as bare_amount,
        regexp_extract(amount_unit_fold, '(百万元|千元|万元|亿元|元)', 1) as amount_unit
    from {{ ref('stg_funding_cells') }}
),

final as (
    select
        -- ids
        c.project_key,
        c.document_key,
        c.funding_ordinal,
        c.parent_ordinal,
        -- label
        c.funding_label_text,
        c.funding_label,
        coalesce(l.funding_source, 'unlisted') as funding_source,
        c.funding_period as period,
        -- amount
        c.amount_text,
        c.amount_unit_text,
        -- an amount may carry its own unit; 小数 of 万元 are exact in decimals
        cast(
            try_cast(nullif(regexp_extract(c.bare_amount, '^(-?[0-9]+(?:\.[0-9]+)?)(?:元|千元|万元|亿元)?$', 1), '') as decimal(24, 8))
            * u.yuan_factor as decimal(20, 2)
        ) as amount_yuan,
        c.bare_amount not in ('', '-', '--', '—', '——', '/', '无')
        and not regexp_matches(c.bare_amount, '^-?[0-9]+(?:\.[0-9]+)?(?:元|千元|万元|亿元)?$') as is_unreadable_amount,
        -- place
        c.page_number as source_page,
        c.table_number as source_table,
        c.row_number as source_row,
        c.bbox_x0,
        c.bbox_top,
        c.bbox_x1,
        c.bbox_bottom
    from cells as c
    left join {{ ref('funding_labels') }} as l on c.funding_label = l.label
    left join {{ ref('money_units') }} as u
        on coalesce(nullif(regexp_extract(c.bare_amount, '(千元|万元|亿元|元)$', 1), ''), c.amount_unit) = u.unit
)

select * from final
