select {{ indicator_finding('percent.over_100') }}
from {{ ref('int_audited_indicators') }} as i
where i.unit = '%' and greatest(i.target_value, i.target_value_upper) > 100 and (i.is_bounded or i.is_satisfaction) and not i.is_beyond_whole
