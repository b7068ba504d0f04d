-- Harm that is to be at least so much.
select {{ indicator_finding('direction.harm') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.target_comparator in ('>=', '>') and i.target_value > 0
    and i.polarity_source = 'name' and i.polarity = 'less_is_better' and (i.is_harm_named or i.is_ill) and not i.is_averted and i.unit_class in ('ratio', 'counting', 'money')
