with

cells as (
    select
        *,
        {{ bare_amount('amount_fold') }} as bare_amount
    from {{ ref('stg_funding_cells') }}
),

read as (
    select
        c.*,
        {{ amount_number('c.bare_amount') }} as number_text,
        u.yuan_factor
    from cells as c
    left join {{ ref('money_units') }} as u on {{ money_unit_of('c.bare_amount', 'c.amount_unit_fold') }} = u.unit
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
        {{ amount_in_yuan('r.number_text', 'r.yuan_factor') }} as amount_yuan,
        {{ amount_rounding('r.number_text', 'r.yuan_factor') }} as rounding_yuan,
        r.bare_amount not in ('', '-', '--', '—', '——', '/', '无') and r.number_text is null as is_unreadable_amount,
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
    inner join {{ ref('int_funding_labels') }} as l using (funding_label_fold)
)

select * from final
