with

held as (
    select distinct
        project_key,
        funding_ordinal
    from {{ ref('int_held_readings') }}
    where funding_ordinal is not null
),

final as (
    select
        f.project_key,
        f.document_key,
        f.funding_ordinal,
        f.parent_ordinal,
        f.funding_label_text,
        f.funding_label,
        f.funding_source,
        f.split_by,
        f.period,
        f.amount_text,
        f.amount_unit_text,
        case when h.project_key is null then f.amount_yuan end as amount_yuan,
        f.rounding_yuan,
        f.amount_reading,
        f.is_unreadable_amount,
        f.layout,
        f.source_page,
        f.source_table,
        f.source_row,
        f.bbox_x0,
        f.bbox_top,
        f.bbox_x1,
        f.bbox_bottom,
        h.project_key is not null as is_taken_back
    from {{ ref('int_funding') }} as f
    left join held as h using (project_key, funding_ordinal)
)

select * from final
