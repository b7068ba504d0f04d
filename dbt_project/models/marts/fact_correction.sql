select
    correction_number,
    sha256,
    case when status <> 'idle' then document_key end as document_key,
    case when status = 'applied' then project_key end as project_key,
    indicator_key,
    table_name,
    project_ordinal,
    row_ordinal,
    page_number as source_page,
    column_name,
    printed_text,
    meant_text,
    raw_text,
    corrected_text,
    reason,
    status
from {{ ref('int_corrections') }}
order by correction_number
