with

projects as (
    select * from {{ ref('int_projects') }}
),

-- One spelling a unit: the one of its first project in order of key.
final as (
    select
        unit_key,
        arg_min(unit_name, project_key) as unit_name,
        arg_min(unit_code, project_key) filter (where unit_code is not null) as unit_code,
        arg_min(department_name, project_key) filter (where department_name is not null) as department_name,
        arg_min(region, project_key) filter (where region is not null) as region,
        -- printed somewhere beats taken from the publisher
        case min(case unit_source when 'printed' then 1 when 'publisher' then 2 else 3 end)
            when 1 then 'printed' when 2 then 'publisher' else 'unknown'
        end as unit_source
    from projects
    group by unit_key
)

select * from final
order by unit_key
