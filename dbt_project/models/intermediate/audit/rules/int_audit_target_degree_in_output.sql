select {{ indicator_finding('target.degree_in_output', "coalesce(i.level2, i.level1)") }}
from {{ ref('int_audited_indicators') }} as i
where i.vagueness = 'degree_word' and not regexp_matches(i.bare_name, '分级|等级|考评|考核结果|评定|评级') and length(i.bare_target) <= 10 and i.level1 in ('产出指标', '成本指标')
