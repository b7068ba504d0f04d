select {{ project_finding('amount.unreadable', "p.funding_label_text || '：' || p.amount_text", place="p.funding_ordinal::varchar") }}
from {{ ref('int_kept_amounts') }} as p
where p.is_unreadable_amount
