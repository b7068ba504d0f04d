select
    rule_code,
    severity,
    text_zh,
    text_en,
    basis,
    binds,
    applies_to
from {{ ref('audit_rules') }}
order by rule_code
