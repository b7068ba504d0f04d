-- The form's comparator and unit set about words, or a unit of the form of which none is chosen.
select {{ indicator_finding('target.form_words') }}
from {{ ref('int_audited_indicators') }} as i
where
    (i.target_kind = 'qualitative' and regexp_matches(i.whole_target, '^[=≥≤><]+[^0-9]*$|[^0-9几多事单立列强逐一二三四五六七八九十]项$'))
    or regexp_matches(i.whole_target, '{{ audit_words("template_unit") }}')
