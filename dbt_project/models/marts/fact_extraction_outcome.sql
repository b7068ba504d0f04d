select
    document_key,
    page_number,
    block_number,
    outcome,
    layout,
    engine,
    row_count,
    outcome_reason as reason,
    is_engine_disputed,
    visible_character_count,
    laid_out_character_count,
    table_character_count,
    cell_character_count,
    lost_project_count,
    lost_indicator_count,
    hidden_character_count
from {{ ref('stg_page_blocks') }}
order by document_key, page_number, block_number
