select
    document_key,
    total_ordinal,
    total_kind,
    total_label_text,
    funding_label_text,
    funding_source,
    amount_text,
    amount_unit_text,
    amount_yuan,
    source_page,
    source_table,
    source_row
from {{ ref('int_printed_totals') }}
order by document_key, total_ordinal
