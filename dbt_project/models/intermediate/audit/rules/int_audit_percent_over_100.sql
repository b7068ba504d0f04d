select {{ indicator_finding('percent.over_100') }}
from {{ ref('int_audited_indicators') }} as i
where i.unit = '%' and greatest(i.target_value, i.target_value_upper) > 100 and (
        i.is_bounded or i.is_within_whole or i.is_satisfaction
        -- a share of any other kind, but for those that are known to exceed the whole
        or (regexp_matches(i.bare_name, '率$') and not i.is_no_ratio and not i.is_change and not i.is_exceeding)
    ) and not i.is_beyond_whole
