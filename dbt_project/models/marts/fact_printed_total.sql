with

totals as (
    select
        *,
        regexp_replace(amount_fold, '[\s,，]', '', 'g') as bare_amount,
        regexp_extract(amount_unit_fold, '(百万元|千元|万元|亿元|元)', 1) as amount_unit,
        {{ bare_label('funding_label_fold') }} as funding_label
    from {{ ref('stg_total_rows') }}
),

final as (
    select
        t.document_key,
        t.total_ordinal,
        t.total_kind,
        t.total_label_text,
        t.funding_label_text,
        coalesce(l.funding_source, 'unlisted') as funding_source,
        t.amount_text,
        t.amount_unit_text,
        cast(
            try_cast(nullif(regexp_extract(t.bare_amount, '^(-?[0-9]+(?:\.[0-9]+)?)$', 1), '') as decimal(24, 8)) * u.yuan_factor as decimal(20, 2)
        ) as amount_yuan,
        t.page_number as source_page,
        t.table_number as source_table,
        t.row_number as source_row
    from totals as t
    left join {{ ref('funding_labels') }} as l on t.funding_label = l.label
    left join {{ ref('money_units') }} as u on t.amount_unit = u.unit
)

select * from final
order by document_key, total_ordinal
