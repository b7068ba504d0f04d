{{ config(meta={'scope': 'release'}) }}
-- Only what does not grow with the project: fewer things to do may be a smaller project.
with

compared as (
    select i.*
    from {{ ref('int_audited_indicators') }} as i
    left join {{ ref('unit_classes') }} as c on i.unit_class = c.unit_class
    where
        i.target_kind = 'quantitative' and i.target_value_upper is null and i.polarity in ('more_is_better', 'less_is_better')
        and {{ says_how_strict('i.unit', 'c.strictness', 'i.polarity') }}
)

select {{ indicator_finding('target.lowered', "'上一年度为 ' || b.target_text") }}
from compared as i
inner join {{ ref('int_target_pairs') }} as n on i.indicator_key = n.indicator_key and starts_with(n.group_key, 'year|')
inner join compared as b on n.before_indicator_key = b.indicator_key
where
    i.unit = b.unit and i.polarity = b.polarity
    and case i.polarity when 'more_is_better' then i.target_value < b.target_value else i.target_value > b.target_value end
