select {{ indicator_finding('target.process') }}
from {{ ref('int_audited_indicators') }} as i
where i.is_process or regexp_matches(i.whole_target, '^[^0-9]*(?:预算|资金)?执行率')
