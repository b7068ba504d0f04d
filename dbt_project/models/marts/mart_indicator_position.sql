with

quantified as (
    select
        m.*,
        case
            when m.target_comparator in ('>=', '>') then 'at_least'
            when m.target_comparator in ('<=', '<') then 'at_most'
            when m.target_comparator = 'between' then 'between'
            else 'exactly'
        end as comparator_class
    from {{ ref('mart_indicator') }} as m
    where m.target_kind = 'quantitative' and m.conformed_indicator_key is not null
),

-- Which way is stricter: a bound says so itself, a number to be met exactly as the indicator is meant.
directed as (
    select
        *,
        case
            when comparator_class = 'at_least' and polarity <> 'less_is_better' then 1
            when comparator_class = 'at_most' and polarity <> 'more_is_better' then -1
            when comparator_class = 'exactly' and polarity = 'more_is_better' then 1
            when comparator_class = 'exactly' and polarity = 'less_is_better' then -1
        end as stricter_sign
    from quantified
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
        case when peer_count > 0 and stricter_sign is not null
            then round(100.0 * case stricter_sign when 1 then lower_count else peer_count - lower_count - equal_count end / peer_count, 1)::decimal(4, 1)
        end as stricter_than_percent,
        case when peer_count > 0 and stricter_sign is not null then
            case sign(target_value - median_value) * stricter_sign when 1 then 'stricter' when -1 then 'laxer' else 'same' end
        end as stance,
        file_name,
        source_page
    from compared
)

select * from final
order by indicator_key
