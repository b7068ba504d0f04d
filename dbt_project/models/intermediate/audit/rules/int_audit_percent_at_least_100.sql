select {{ indicator_finding('percent.at_least_100') }}
from {{ ref('int_audited_indicators') }} as i
where i.unit = '%' and i.target_value = 100 and i.target_comparator in ('>=', '>') and not i.is_beyond_whole and not i.is_control and (i.is_ratio or i.is_bounded)
