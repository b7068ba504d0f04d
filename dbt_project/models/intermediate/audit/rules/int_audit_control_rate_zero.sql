select {{ indicator_finding('control_rate.zero') }}
from {{ ref('int_audited_indicators') }} as i
where i.is_control and i.target_value = 0
