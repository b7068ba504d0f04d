-- An output that is bounded only from above is met by doing nothing.
select {{ indicator_finding('direction.output') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.target_comparator in ('<=', '<') and i.level1 = '产出指标' and (i.level2 = '数量指标' or i.is_count)
    and i.unit_class in ('counting', 'noun', 'area', 'length', 'mass', 'volume') and not i.is_harm_named and not i.is_own_use and not i.is_time
