select
    document_key,
    page_number as source_page,
    table_number as source_table,
    row_number as source_row,
    column_number as source_column,
    block_number,
    case when cell_use = 'aside' then 'aside' else 'left_out' end as remainder_kind,
    cell_role,
    aside_heading_text as heading_text,
    remainder_reason,
    cell_text,
    bbox_x0,
    bbox_top,
    bbox_x1,
    bbox_bottom
from {{ ref('stg_table_cells') }}
where cell_use in ('aside', 'remainder')
order by document_key, source_page, block_number, source_table, source_row, source_column
