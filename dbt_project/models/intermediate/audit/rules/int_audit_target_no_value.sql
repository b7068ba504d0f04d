-- A length of time, or another deed, where a value is asked for.
select {{ indicator_finding('target.no_value') }}
from {{ ref('int_audited_indicators') }} as i
where
    (regexp_matches(i.bare_target, '{{ audit_words("duration") }}') and not i.is_duration_named)
    -- how long a deed or an effect goes on, under a level that asks how well or to what effect
    or (
        i.unit_class = 'time' and (i.level1 = '效益指标' or i.level2 = '质量指标' or i.level2 is null) and i.is_deed
        and not i.is_duration_named and not i.is_time and not i.is_harm_named and not regexp_matches(i.bare_name, '{{ audit_words("time_named") }}')
    )
    or (
        i.target_kind = 'qualitative' and i.level1 is distinct from '满意度指标' and (i.level1 = '效益指标' or i.vagueness is distinct from 'yes_no')
        and regexp_matches(i.bare_target, '{{ audit_words("deed_target") }}')
        and not regexp_matches(regexp_replace(i.bare_target, '《[^》]*》|20[0-9]{2}', '', 'g'), '[0-9一二两三四五六七八九十百千万]+[%个次项份人条场期篇套家户天月件]')
    )
