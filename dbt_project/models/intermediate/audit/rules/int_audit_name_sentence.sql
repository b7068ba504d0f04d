select {{ indicator_finding('name.sentence', "'名称 ' || length(i.bare_name) || ' 字'") }}
from {{ ref('int_audited_indicators') }} as i
where length(i.bare_name) > 25 and regexp_matches(i.bare_name, '[,。;]')
