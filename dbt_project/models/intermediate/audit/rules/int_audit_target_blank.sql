select {{ indicator_finding('target.blank') }}
from {{ ref('int_audited_indicators') }} as i
where
    not regexp_matches(i.bare_target, '{{ words_in_place('vagueness_words', "vagueness = 'to_be_set'") }}')
    and not (i.target_kind = 'none_declared' and (i.is_harm_named or regexp_matches(i.target_text, '密|SM|计划')))
    and (
        i.target_kind in ('missing', 'placeholder', 'none_declared')
        or regexp_matches(i.bare_target, '{{ audit_words("template_target") }}')
        or i.bare_target in (select l.word from {{ ref('indicator_levels') }} as l)
    )
