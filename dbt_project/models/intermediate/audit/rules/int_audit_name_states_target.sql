-- The number and unit of the target stand in the name, too.
select {{ indicator_finding('name.states_target') }}
from {{ ref('int_audited_indicators') }} as i
where
    -- a yes to the number in the name
    (i.vagueness = 'yes_no' and regexp_matches(i.bare_name, '{{ audit_words("number_told") }}'))
    or (i.target_kind = 'quantitative' and length(i.bare_name) > 4 and (
        list_contains(
            regexp_extract_all(i.bare_name, '[0-9.]+(?:[%万亿个次项份人条场期篇套家户天月年]|平方米|小时|分钟)'),
            regexp_extract(i.whole_target, '[0-9.]+(?:[%万亿个次项份人条场期篇套家户天月年]|平方米|小时|分钟)')
        )
        -- at its end, with a unit of any kind
        or regexp_matches(i.bare_name, '[^0-9.]' || nullif(regexp_extract(i.whole_target, '^[<>=≤≥]*([0-9]{2,}[万亿]?\p{Han}{1,2})$', 1), '') || '$')
    ))
