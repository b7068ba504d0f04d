select
    project_key,
    funding_ordinal,
    funding_label_text,
    funding_source,
    period,
    parent_ordinal,
    amount_text,
    amount_unit_text,
    amount_yuan,
    is_unreadable_amount,
    source_page,
    source_table,
    source_row,
    bbox_x0,
    bbox_top,
    bbox_x1,
    bbox_bottom
from {{ ref('int_funding') }}
order by project_key, funding_ordinal
