with

read as (
    {{ amounts_read(ref('stg_total_rows')) }}
),

final as (
    select
        -- ids
        r.document_key,
        r.total_ordinal,
        r.total_kind,
        -- labels
        r.total_label_text,
        r.funding_label_text,
        l.funding_label,
        l.funding_source,
        -- amount
        r.amount_text,
        r.amount_unit_text,
        r.amount_yuan,
        r.rounding_yuan,
        r.amount_reading,
        -- place
        r.layout,
        r.page_number as source_page,
        r.table_number as source_table,
        r.row_number as source_row
    from read as r
    inner join {{ ref('int_funding_labels') }} as l
        on r.funding_group_word is not distinct from l.funding_group_word and r.funding_label_word is not distinct from l.funding_label_word
)

select * from final
