-- Which project, amount or indicator a correction speaks of.
with

corrections as (
    select
        *,
        case when project_ordinal is not null then document_key || '-' || printf('%04d', project_ordinal) end as project_key
    from {{ ref('stg_corrections') }}
),

final as (
    select
        c.correction_number,
        c.document_key,
        c.sha256,
        c.table_name,
        c.project_ordinal,
        c.row_ordinal,
        c.page_number,
        c.column_name,
        c.printed_text,
        c.meant_text,
        c.reason,
        c.status,
        c.text_position,
        c.raw_text,
        c.corrected_text,
        c.project_key,
        i.indicator_key
    from corrections as c
    left join {{ ref('int_indicators') }} as i
        on c.table_name = 'indicator_cells' and c.status = 'applied'
        and c.document_key = i.document_key and c.project_ordinal = i.project_ordinal and c.row_ordinal = i.cell_ordinal
)

select * from final
