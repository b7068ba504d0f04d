select
    c.document_key,
    c.page_number as source_page,
    c.table_number as source_table,
    c.row_number as source_row,
    c.column_number as source_column,
    c.block_number,
    case when c.cell_use = 'aside' then 'aside' else 'left_out' end as remainder_kind,
    c.cell_role,
    c.aside_heading_text as heading_text,
    case
        when r.rest_text is not null then '行中缺少这一部分 / this part of it is in no row: ' || r.rest_text
        else c.remainder_reason
    end as remainder_reason,
    c.cell_text,
    c.bbox_x0,
    c.bbox_top,
    c.bbox_x1,
    c.bbox_bottom
from {{ ref('stg_table_cells') }} as c
left join {{ ref('int_landed_cell_rests') }} as r using (document_key, page_number, table_number, row_number, column_number)
where c.cell_use in ('aside', 'remainder') or r.rest_text is not null
order by c.document_key, source_page, c.block_number, source_table, source_row, source_column
