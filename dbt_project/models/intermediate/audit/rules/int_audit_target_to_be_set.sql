select {{ indicator_finding('target.to_be_set') }}
from {{ ref('int_audited_indicators') }} as i
where i.vagueness = 'to_be_set'
