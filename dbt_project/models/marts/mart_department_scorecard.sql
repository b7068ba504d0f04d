with

projects as (
    select * from {{ ref('mart_project') }}
    where is_counted or (is_current and scope = 'department')
),

final as (
    select
        {{ scorecard_key(['region', 'department_name', 'fiscal_year']) }} as scorecard_key,
        region,
        department_name,
        fiscal_year,
        count(distinct unit_key) filter (is_counted)::integer as unit_count,
        count(distinct document_key)::integer as document_count,
        {{ scorecard_measures() }}
    from projects
    group by region, department_name, fiscal_year
)

select * from final
order by region nulls last, department_name nulls last, fiscal_year nulls last
