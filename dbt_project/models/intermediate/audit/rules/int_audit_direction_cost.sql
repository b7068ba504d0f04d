-- A cost, or a time allowed, that is to be at least so much: it is met by spending more and by being late.
select {{ indicator_finding('direction.cost') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.target_comparator in ('>=', '>') and i.target_value > 0 and i.polarity_source = 'name' and i.polarity = 'less_is_better'
    and (
        (i.unit_class = 'time' and i.is_time)
        or (i.unit_class = 'money' and i.level1 = '成本指标' and not i.is_harm_named and not i.is_ill and not i.is_averted and not i.is_not_project_money)
    )
