select {{ indicator_finding('name.twice_over') }}
from {{ ref('int_audited_indicators') }} as i
where length(i.bare_name) >= 6 and length(i.bare_name) % 2 = 0 and i.bare_name = repeat(left(i.bare_name, length(i.bare_name) // 2), 2)
