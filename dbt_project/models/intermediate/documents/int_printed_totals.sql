with

rows_of_totals as (
    select
        *,
        {{ bare_amount('amount_fold') }} as bare_amount
    from {{ ref('stg_total_rows') }}
),

read as (
    select
        t.*,
        {{ amount_number('t.bare_amount') }} as number_text,
        u.yuan_factor
    from rows_of_totals as t
    left join {{ ref('money_units') }} as u on {{ money_unit_of('t.bare_amount', 't.amount_unit_fold') }} = u.unit
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
        {{ amount_in_yuan('r.number_text', 'r.yuan_factor') }} as amount_yuan,
        {{ amount_rounding('r.number_text', 'r.yuan_factor') }} as rounding_yuan,
        -- place
        r.layout,
        r.page_number as source_page,
        r.table_number as source_table,
        r.row_number as source_row
    from read as r
    inner join {{ ref('int_funding_labels') }} as l using (funding_label_fold)
)

select * from final
