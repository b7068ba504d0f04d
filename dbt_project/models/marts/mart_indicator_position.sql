with

indicators as (
    select * from {{ ref('mart_indicator') }}
    where conformed_indicator_key is not null
),

-- A part of a compound target is placed among the others, but is none of them: what it is a part of would weigh more than one.
numbers as (
    select
        indicator_key,
        1 as component_ordinal,
        is_counted,
        target_comparator,
        target_value,
        target_unit_conformed
    from indicators
    where target_kind = 'quantitative'
    union all
    select
        c.indicator_key,
        c.component_ordinal,
        false as is_counted,
        c.target_comparator,
        c.target_value,
        c.target_unit_conformed
    from {{ ref('fact_target_component') }} as c
    inner join indicators as i on c.indicator_key = i.indicator_key
    where i.target_kind = 'compound' and c.target_value is not null
),

-- A unit is of one class, or its numbers are compared like those of the class named first.
units as (
    select
        u.unit_conformed,
        first(c.strictness order by c.strictness asc) as strictness
    from {{ ref('target_units') }} as u
    inner join {{ ref('unit_classes') }} as c using (unit_class)
    group by u.unit_conformed
),

quantified as (
    select
        i.* exclude (is_counted, target_comparator, target_value, target_unit_conformed),
        n.component_ordinal,
        n.is_counted,
        n.target_value,
        n.target_unit_conformed,
        case
            when n.target_comparator in ('>=', '>') then 'at_least'
            when n.target_comparator in ('<=', '<') then 'at_most'
            when n.target_comparator = 'between' then 'between'
            else 'exactly'
        end as comparator_class,
        {{ says_how_strict('n.target_unit_conformed', 'u.strictness', 'i.polarity') }} as is_strict_or_lax
    from numbers as n
    inner join indicators as i on n.indicator_key = i.indicator_key
    left join units as u on n.target_unit_conformed = u.unit_conformed
),

-- Which way is stricter: a bound says so itself, a number to be met exactly as the indicator is meant.
directed as (
    select
        *,
        case
            when target_unit_conformed is null then 'no_unit'
            when not is_strict_or_lax then 'size'
            when comparator_class = 'between' then 'range'
            when stricter_sign is null then 'no_direction'
        end as unplaced_reason
    from (
        select
            *,
            case
                when comparator_class = 'at_least' and polarity <> 'less_is_better' then 1
                when comparator_class = 'at_most' and polarity <> 'more_is_better' then -1
                when comparator_class = 'exactly' and polarity = 'more_is_better' then 1
                when comparator_class = 'exactly' and polarity = 'less_is_better' then -1
            end as stricter_sign
        from quantified
    ) as q
),

-- Peers are the other counted uses with the same indicator, comparator and unit; a use that is not counted is compared with them all the same.
compared as (
    select
        *,
        (count(*) filter (where is_counted) over peers)::integer - is_counted::integer as peer_count,
        (count(*) filter (where is_counted) over lower_peers)::integer as lower_count,
        (count(*) filter (where is_counted) over equal_peers)::integer - is_counted::integer as equal_count,
        median(target_value) filter (where is_counted) over peers as median_value
    from directed
    window
        peers as (partition by conformed_indicator_key, comparator_class, target_unit_conformed),
        equal_peers as (partition by conformed_indicator_key, comparator_class, target_unit_conformed, target_value),
        lower_peers as (
            partition by conformed_indicator_key, comparator_class, target_unit_conformed order by target_value
            range between unbounded preceding and current row exclude group
        )
),

final as (
    select
        indicator_key,
        component_ordinal::integer as component_ordinal,
        conformed_indicator_key,
        conformed_name,
        -- who set it
        project_key,
        unit_key,
        document_key,
        region,
        department_name,
        unit_name,
        project_name,
        fiscal_year,
        is_counted,
        -- the target
        indicator_name,
        target_text,
        comparator_class,
        target_value,
        target_unit_conformed,
        polarity,
        -- among its peers
        peer_count,
        case when peer_count > 0 then round(100.0 * (lower_count + equal_count / 2) / peer_count, 1)::decimal(4, 1) end as percentile,
        case when peer_count > 0 then round(median_value, 6)::decimal(24, 6) end as median_value,
        case when peer_count > 0 and unplaced_reason is null
            then round(100.0 * case stricter_sign when 1 then lower_count else peer_count - lower_count - equal_count end / peer_count, 1)::decimal(4, 1)
        end as stricter_than_percent,
        case when peer_count > 0 and unplaced_reason is null then
            case sign(target_value - median_value) * stricter_sign when 1 then 'stricter' when -1 then 'laxer' else 'same' end
        end as stance,
        case when peer_count = 0 then 'no_peers' else unplaced_reason end as no_stance_reason,
        file_name,
        source_page
    from compared
)

select * from final
order by indicator_key, component_ordinal
