select {{ indicator_finding('target.degree_word') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.vagueness = 'degree_word' and not (i.is_time and regexp_matches(i.bare_target, '{{ audit_words("duration") }}'))
    and length(i.bare_target) <= 30 and (i.level1 is null or i.level1 not in ('产出指标', '成本指标'))
