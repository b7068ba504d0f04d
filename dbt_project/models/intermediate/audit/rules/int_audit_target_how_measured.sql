select {{ indicator_finding('target.how_measured') }}
from {{ ref('int_audited_indicators') }} as i
where i.vagueness = 'how_measured'
