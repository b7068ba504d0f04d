-- Spending or time that is to take at least the whole of its plan.
select {{ indicator_finding('direction.control') }}
from {{ ref('int_audited_indicators') }} as i
where i.is_control and i.target_comparator in ('>=', '>') and i.target_value >= 100
