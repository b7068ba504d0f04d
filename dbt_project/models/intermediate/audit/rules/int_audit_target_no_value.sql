select {{ indicator_finding('target.no_value') }}
from {{ ref('int_audited_indicators') }} as i
where regexp_matches(i.bare_target, '{{ audit_words("duration") }}') and not i.is_duration_named
