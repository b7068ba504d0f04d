-- The name asks for a share, a number or an amount, and the target is words.
select {{ indicator_finding('target.no_number') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.target_kind = 'qualitative' and i.vagueness in ('degree_word', 'how_measured', 'to_be_set') and length(i.bare_name) <= 25 and not i.is_harm_named
    and ((i.is_ratio and not i.is_no_ratio) or i.is_count or i.is_persons)
