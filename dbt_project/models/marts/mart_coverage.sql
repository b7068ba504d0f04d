select
    c.document_key,
    d.file_name,
    c.table_page_count,
    c.disputed_page_count,
    c.visible_character_count,
    c.unlaid_character_count,
    c.printed_project_count,
    c.landed_project_count,
    c.printed_indicator_count,
    c.landed_indicator_count,
    c.unlanded_level_cell_count,
    c.shared_value_cell_count,
    c.table_character_count,
    c.landed_character_count,
    c.form_word_character_count,
    c.filler_character_count,
    c.aside_character_count,
    c.left_out_character_count,
    c.lost_character_count,
    c.table_coverage,
    c.indicator_cell_character_count,
    c.indicator_character_count,
    c.separator_character_count,
    c.remainder_character_count,
    c.indicator_coverage
from {{ ref('int_document_coverage') }} as c
inner join {{ ref('dim_document') }} as d using (document_key)
where d.status in ('loaded', 'loaded_in_part')
order by c.document_key
