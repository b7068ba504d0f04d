select {{ indicator_finding('period.annual_zero', "'实施周期 ' || i.period_target_text") }}
from {{ ref('int_audited_indicators') }} as i
inner join {{ ref('int_period_targets') }} as w using (indicator_key)
where i.target_value = 0 and w.period_target_value > 0
