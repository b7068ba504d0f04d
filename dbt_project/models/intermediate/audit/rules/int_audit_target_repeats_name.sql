-- What is left of the target without words that add nothing stands in the name.
with

read as (
    select
        *,
        regexp_replace(bare_target, '{{ audit_words("filler") }}', '', 'g') as rest,
        regexp_replace(bare_name, '{{ audit_words("filler") }}', '', 'g') as name_rest
    from {{ ref('int_audited_indicators') }}
    where target_kind = 'qualitative' and length(bare_target) >= 4 and not regexp_matches(bare_target, '^通过[^,。]{0,4}(?:验收|评审|审核|鉴定)$') and not is_asked_yes
)

select {{ indicator_finding('target.repeats_name') }}
from read as i
where length(i.rest) >= 2 and contains(i.name_rest, i.rest)
