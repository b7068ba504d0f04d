{{ config(meta={'scope': 'release'}) }}
-- Three years running: one year at the ceiling may be the end of a way, and many targets are met in full twice.
with

years as (
    select
        indicator_key,
        before_indicator_key
    from {{ ref('int_target_pairs') }}
    where starts_with(group_key, 'year|')
),

at_ceiling as (
    select *
    from {{ ref('int_audited_indicators') }}
    where (polarity = 'more_is_better' and unit = '%' and target_value >= 100) or (polarity = 'less_is_better' and target_value = 0)
)

select {{ indicator_finding('target.at_ceiling', "'此前两年同为 ' || b.target_text || '、' || a.target_text") }}
from at_ceiling as i
inner join years as n on i.indicator_key = n.indicator_key
inner join at_ceiling as b on n.before_indicator_key = b.indicator_key
inner join years as o on b.indicator_key = o.indicator_key
inner join at_ceiling as a on o.before_indicator_key = a.indicator_key
