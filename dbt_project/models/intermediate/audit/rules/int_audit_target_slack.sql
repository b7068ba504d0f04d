select {{ indicator_finding('target.slack') }}
from {{ ref('int_audited_indicators') }} as i
where
    (
        (i.polarity = 'less_is_better' and i.polarity_source = 'name' and i.is_harm_named or regexp_matches(i.bare_name, '隐患次?数'))
        and i.target_comparator in ('<=', '<') and i.target_value >= 5 and (i.unit_class = 'counting' or i.unit = '%')
    )
    or (
        i.target_comparator in ('>=', '>', '=') and i.unit = '%' and not i.is_harm_named
        and ((i.is_satisfaction and i.target_value < 80) or (i.is_bounded and not i.is_due_in_part and i.target_value < 60) or (regexp_matches(i.bare_name, '[利使]用率$') and i.target_value < 60))
    )
