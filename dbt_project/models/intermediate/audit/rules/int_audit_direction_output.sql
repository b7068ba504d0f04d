-- An output, or a benefit that is counted, is bounded only from above: it is met by doing nothing.
select {{ indicator_finding('direction.output') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.target_comparator in ('<=', '<') and not i.is_harm_named and not i.is_own_use
    and (
        (
            (i.level2 = '数量指标' or (i.level1 in ('产出指标', '效益指标') and i.is_count)) and not i.is_time
            and i.unit_class in ('counting', 'noun', 'area', 'length', 'mass', 'volume')
        )
        or (i.level1 = '效益指标' and regexp_matches(i.bare_name, '使用年限$|寿命$'))
    )
