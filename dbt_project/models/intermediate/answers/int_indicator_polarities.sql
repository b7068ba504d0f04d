{#- Which way a target is to go: as printed, else as the last word of the name says, else as the comparison says, else as the target's words say. -#}
{%- set bad = listed_words('polarity_words', "place = 'name_end'") -%}
{%- set cost = listed_words('polarity_words', "place = 'cost_end'") -%}
{%- set cost_measure = listed_words('polarity_words', "place = 'cost_measure'") -%}
{%- set good = listed_words('polarity_words', "place = 'name_rate'") -%}
{%- set rate = listed_words('polarity_words', "place = 'rate_measure'") -%}
{%- set count = listed_words('polarity_words', "place = 'count_measure'") -%}
{%- set between = listed_words('polarity_words', "place = 'between'") -%}
{%- set before_harm = listed_words('polarity_words', "place = 'before_harm'") -%}
{%- set target_words = listed_words('polarity_words', "place = 'target'") -%}
with

indicators as (
    select * from {{ ref('int_indicators') }}
),

targets as (
    select * from {{ ref('int_kept_targets') }}
),

words as (
    select * from {{ ref('polarity_words') }}
),

-- Each name is read once.
names as (
    select
        indicator_name_fold,
        regexp_extract(bare_name, '({{ bad }}){{ between }}*(?:{{ rate }}|{{ count }})?$', 1) as end_word,
        regexp_extract(bare_name, '({{ good }}){{ rate }}$', 1) as rate_word,
        regexp_matches(bare_name, '{{ cost }}{{ cost_measure }}?$') as is_cost,
        regexp_matches(bare_name, '{{ before_harm }}.*(?:{{ bad }}{{ between }}*(?:{{ rate }}|{{ count }})?|{{ cost }}{{ cost_measure }}?)$') as is_turned
    from (
        select distinct
            indicator_name_fold,
            regexp_replace(regexp_replace(indicator_name_fold, '\s+', '', 'g'), '(?:指标|\([^()]*\)|[。.:])+$', '') as bare_name
        from indicators
    ) as n
),

name_polarities as (
    select
        n.indicator_name_fold,
        n.is_cost and n.end_word = '' and not n.is_turned as is_cost,
        -- of two words the longer holds the other: 不满意率; harm that is averted is none
        case
            when length(n.rate_word) >= length(n.end_word) then r.polarity
            when not n.is_turned or e.polarity <> 'less_is_better' then e.polarity
        end as polarity
    from names as n
    left join words as e on n.end_word = e.word and e.place = 'name_end'
    left join words as r on n.rate_word = r.word and r.place = 'name_rate'
),

comparisons as (
    select
        indicator_key,
        bool_and(target_comparator in ('>=', '>')) as is_floor,
        bool_and(target_comparator in ('<=', '<')) as is_ceiling,
        -- all, or none: there is but one way left to miss it
        bool_and(target_comparator = '=' and target_value = 100 and target_unit = '%') as is_all,
        bool_and(target_comparator = '=' and target_value = 0) as is_nothing
    from {{ ref('int_indicator_target_components') }}
    group by indicator_key
),

durations as (
    select unit from {{ ref('target_units') }}
    where unit_class = 'time'
),

described as (
    select
        i.indicator_key,
        t.target_kind,
        case
            when regexp_matches(i.direction_text, '^正|[↑↗]') then 'more_is_better'
            when regexp_matches(i.direction_text, '^[反逆负]|[↓↘]') then 'less_is_better'
            when regexp_matches(i.direction_text, '中性|适度|区间|→') then 'exact'
        end as printed_polarity,
        -- a length of time under the name of a quality is not that quality
        case
            when n.is_cost and (t.target_unit_conformed is null or regexp_matches(t.target_unit_conformed, '元|%')) then 'less_is_better'
            when n.polarity = 'less_is_better' or u.unit is null then n.polarity
        end as name_polarity,
        case
            when t.is_taken_back or c.indicator_key is null then null
            when c.is_floor or c.is_all then 'more_is_better'
            when c.is_ceiling or c.is_nothing then 'less_is_better'
            else 'exact'
        end as comparison_polarity,
        w.polarity as word_polarity
    from indicators as i
    inner join targets as t using (indicator_key)
    inner join name_polarities as n on i.indicator_name_fold is not distinct from n.indicator_name_fold
    left join comparisons as c using (indicator_key)
    left join durations as u on t.target_unit_conformed = u.unit
    left join words as w
        on t.target_kind in ('relative', 'qualitative') and regexp_extract(i.target_fold, '{{ target_words }}') = w.word and w.place = 'target'
),

final as (
    select
        indicator_key,
        case
            when printed_polarity is not null then printed_polarity
            when target_kind = 'deadline' then 'less_is_better'
            else coalesce(name_polarity, comparison_polarity, word_polarity, 'none')
        end as polarity,
        case
            when printed_polarity is not null then 'printed'
            when target_kind = 'deadline' then 'kind'
            when name_polarity is not null then 'name'
            when comparison_polarity is not null then 'comparison'
            when word_polarity is not null then 'words'
        end as polarity_source
    from described
)

select * from final
