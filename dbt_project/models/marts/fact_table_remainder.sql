select
    document_key,
    page_number as source_page,
    table_number as source_table,
    row_number as source_row,
    column_number as source_column,
    block_number,
    cell_use as remainder_kind,
    aside_heading_text as heading_text,
    cell_text
from {{ ref('int_table_cells') }}
where cell_use in ('aside', 'left_out')
order by document_key, source_page, block_number, source_row, source_column
