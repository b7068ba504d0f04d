with

read as (
    {{ amounts_read(ref('stg_funding_cells')) }}
),

final as (
    select
        -- ids
        r.project_key,
        r.document_key,
        r.funding_ordinal,
        r.parent_ordinal,
        -- label
        r.funding_label_text,
        l.funding_label,
        l.funding_source,
        l.split_by,
        r.funding_period as period,
        -- amount
        r.amount_text,
        r.amount_unit_text,
        r.amount_yuan,
        r.rounding_yuan,
        r.amount_reading,
        r.amount_reading in ('words', 'unclear') as is_unreadable_amount,
        -- place
        r.layout,
        r.page_number as source_page,
        r.table_number as source_table,
        r.row_number as source_row,
        r.bbox_x0,
        r.bbox_top,
        r.bbox_x1,
        r.bbox_bottom
    from read as r
    inner join {{ ref('int_funding_labels') }} as l
        on r.funding_group_word is not distinct from l.funding_group_word and r.funding_label_word is not distinct from l.funding_label_word
)

select * from final
