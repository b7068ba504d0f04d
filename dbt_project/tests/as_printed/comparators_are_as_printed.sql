-- Where a target prints one number and a sign directly before it, the comparator is that sign; where it prints no sign and no word that could
-- stand for one, the comparator is "equals".
with

targets as (
    select
        f.indicator_key,
        i.target_fold,
        f.target_comparator,
        regexp_replace(regexp_replace(i.target_fold, '\s', '', 'g'), '[0-9][0-9,]*(?:\.[0-9]+)?', '#', 'g') as pattern
    from {{ ref('fact_indicator') }} as f
    inner join {{ ref('int_indicators') }} as i using (indicator_key)
    where f.target_kind = 'quantitative'
),

expected as (
    select
        *,
        case
            when length(pattern) - length(replace(pattern, '#', '')) <> 1 then null
            when regexp_matches(pattern, '(?:[≥≧]|>=|=>)#') then '>='
            when regexp_matches(pattern, '(?:[≤≦]|<=|=<)#') then '<='
            when not regexp_matches(pattern, '[≥≧≤≦<>=≈±~《》﹤﹥]|[上下内不达超过低高多少大小至最控约左右到突破起满余近]') then '='
        end as comparator
    from targets
)

select
    indicator_key,
    target_fold,
    comparator as expected,
    target_comparator as observed
from expected
where comparator <> target_comparator and not (target_comparator = 'between' and regexp_matches(pattern, '[-±~至到]'))
