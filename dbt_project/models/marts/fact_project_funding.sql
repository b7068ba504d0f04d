with

funding as (
    select * from {{ ref('int_kept_amounts') }}
),

corrected as (
    select distinct
        project_key,
        row_ordinal as funding_ordinal
    from {{ ref('int_corrections') }}
    where status = 'applied' and table_name = 'funding_cells'
),

final as (
    select
        f.project_key,
        f.funding_ordinal,
        f.funding_label_text,
        f.funding_source,
        f.period,
        f.parent_ordinal,
        f.amount_text,
        f.amount_unit_text,
        f.amount_yuan,
        f.amount_reading,
        f.is_unreadable_amount,
        c.project_key is not null as is_corrected,
        f.source_page,
        f.source_table,
        f.source_row,
        f.bbox_x0,
        f.bbox_top,
        f.bbox_x1,
        f.bbox_bottom
    from funding as f
    left join corrected as c using (project_key, funding_ordinal)
)

select * from final
order by project_key, funding_ordinal
