-- Only what does not grow with the project: fewer things to do may be a smaller project.
with

years as (
    select
        indicator_key,
        before_indicator_key
    from {{ ref('int_target_pairs') }}
    where starts_with(group_key, 'year|')
),

compared as (
    select i.*
    from {{ ref('int_audited_indicators') }} as i
    left join {{ ref('unit_classes') }} as c on i.unit_class = c.unit_class
    where
        i.target_kind = 'quantitative' and i.target_value_upper is null and i.polarity in ('more_is_better', 'less_is_better')
        and (contains(i.unit, '/') or c.strictness = 'always' or (c.strictness = 'harm' and i.polarity = 'less_is_better'))
)

select {{ indicator_finding('target.lowered', "'上一年度为 ' || b.target_text") }}
from compared as i
inner join years as n on i.indicator_key = n.indicator_key
inner join compared as b on n.before_indicator_key = b.indicator_key
where
    i.unit = b.unit and i.polarity = b.polarity
    and case i.polarity when 'more_is_better' then i.target_value < b.target_value else i.target_value > b.target_value end
