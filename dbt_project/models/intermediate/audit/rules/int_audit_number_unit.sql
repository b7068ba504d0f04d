select {{ indicator_finding('number.unit') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.target_kind = 'quantitative' and i.unit is null and not i.is_count and not i.is_scored
    and not (i.target_value = 0 and (i.is_harm_named or i.is_ill)) and not regexp_matches(i.bare_name, '数$|量$|[额模比]$|[0-9]$')
    and regexp_matches(i.whole_target, '^[<>=≤≥≦≧]*[0-9.]+$') and not regexp_matches(i.whole_name, '\([^()]*\)$')
