with

uses as (
    select
        m.indicator_key,
        m.conformed_indicator_key,
        m.unit_key,
        m.project_key,
        m.region,
        m.fiscal_year,
        m.polarity,
        count(*) over (partition by m.conformed_indicator_key, m.polarity) as uses_of_polarity,
        coalesce(p.comparator_class, 'no_number') as comparator_class,
        p.target_unit_conformed,
        p.target_value
    from {{ ref('mart_indicator') }} as m
    left join {{ ref('mart_indicator_position') }} as p on m.indicator_key = p.indicator_key and p.is_counted
    where m.is_counted and m.conformed_indicator_key is not null
),

indicators as (
    select
        conformed_indicator_key,
        count(*) as indicator_count,
        count(*) filter (where comparator_class <> 'no_number') as quantified_count,
        first(polarity order by uses_of_polarity desc, polarity asc) as polarity
    from uses
    group by conformed_indicator_key
),

distributed as (
    select
        conformed_indicator_key,
        comparator_class,
        target_unit_conformed,
        count(*)::integer as indicator_count,
        count(distinct project_key)::integer as project_count,
        count(distinct unit_key)::integer as unit_count,
        count(distinct region)::integer as region_count,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year,
        min(target_value) as min_value,
        quantile_cont(target_value, [0.1, 0.25, 0.5, 0.75, 0.9]) as quantiles,
        max(target_value) as max_value
    from uses
    group by conformed_indicator_key, comparator_class, target_unit_conformed
),

final as (
    select
        d.conformed_indicator_key || '-' || d.comparator_class || '-' || coalesce(d.target_unit_conformed, '') as benchmark_key,
        d.conformed_indicator_key,
        n.conformed_name,
        n.measure,
        n.level1,
        n.level2,
        i.polarity,
        d.comparator_class,
        d.target_unit_conformed,
        d.indicator_count,
        d.project_count,
        d.unit_count,
        d.region_count,
        d.first_year,
        d.last_year,
        round(100.0 * i.quantified_count / i.indicator_count, 1)::decimal(4, 1) as quantified_percent,
        d.min_value,
        {% for name in ['p10', 'p25', 'median', 'p75', 'p90'] -%}
        round(d.quantiles[{{ loop.index }}], 6)::decimal(24, 6) as {{ name }}_value,
        {% endfor -%}
        d.max_value,
        case
            when d.comparator_class = 'at_least' or (d.comparator_class = 'exactly' and i.polarity = 'more_is_better') then d.max_value
            when d.comparator_class = 'at_most' or (d.comparator_class = 'exactly' and i.polarity = 'less_is_better') then d.min_value
        end as strictest_value,
        case
            when d.comparator_class = 'at_least' or (d.comparator_class = 'exactly' and i.polarity = 'more_is_better') then d.min_value
            when d.comparator_class = 'at_most' or (d.comparator_class = 'exactly' and i.polarity = 'less_is_better') then d.max_value
        end as laxest_value
    from distributed as d
    inner join indicators as i using (conformed_indicator_key)
    inner join {{ ref('dim_indicator') }} as n using (conformed_indicator_key)
)

select * from final
order by benchmark_key
