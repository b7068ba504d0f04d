-- The name asks for a share, a number or an amount, and the target is words.
select {{ indicator_finding('target.no_number') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.target_kind = 'qualitative' and length(i.bare_name) <= 25 and not i.is_harm_named
    and ((i.is_ratio and not i.is_no_ratio) or i.is_count or i.is_persons)
    and (
        i.vagueness in ('degree_word', 'how_measured', 'to_be_set')
        -- who or what, where so many are asked for
        or (
            i.vagueness = 'other_words'
            and not regexp_matches(i.whole_target, '[0-9一二三四五六七八九十百两零每全]')
            and not regexp_matches(i.bare_target, '{{ audit_words("template_target") }}')
            and i.bare_target not in (select l.word from {{ ref('indicator_levels') }} as l)
        )
    )
