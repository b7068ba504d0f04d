select {{ indicator_finding('name.unspecific') }}
from {{ ref('int_audited_indicators') }} as i
where i.is_unspecific and not i.is_label
