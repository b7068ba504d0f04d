select {{ indicator_finding('target.to_be_set') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.vagueness = 'to_be_set'
    or (i.target_kind in ('placeholder', 'none_declared') and regexp_matches(i.bare_target, '{{ words_in_place('vagueness_words', "vagueness = 'to_be_set'") }}'))
