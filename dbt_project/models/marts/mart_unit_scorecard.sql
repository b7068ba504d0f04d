with

projects as (
    select * from {{ ref('mart_project') }}
    where is_counted or (is_current and scope = 'department')
),

measured as (
    select
        {{ scorecard_key(['unit_key', 'fiscal_year']) }} as scorecard_key,
        unit_key,
        min(unit_name) as unit_name,
        min(unit_code) as unit_code,
        min(department_name) as department_name,
        min(region) as region,
        fiscal_year,
        {{ scorecard_measures() }}
    from projects
    group by unit_key, fiscal_year
),

final as (
    select
        *,
        -- among units of the year that print indicators
        case when indicator_count > 0 then round(100 * percent_rank() over of_the_year, 2) end as measured_share_percentile,
        (count(*) over of_the_year_all)::integer as peer_count
    from measured
    window
        of_the_year as (partition by fiscal_year, indicator_count > 0 order by measured_share),
        of_the_year_all as (partition by fiscal_year, indicator_count > 0)
)

select * from final
order by region nulls last, department_name nulls last, unit_name, fiscal_year nulls last, unit_key
