select {{ indicator_finding('target.yes') }}
from {{ ref('int_audited_indicators') }} as i
where regexp_matches(i.bare_target, '{{ audit_words("no_answer") }}') and not i.is_asked_yes
    -- whether a thing is done by a day can be answered so
    and not regexp_matches(i.whole_name, '[0-9]')
