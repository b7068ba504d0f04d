{{ config(meta={'scope': 'release'}) }}
-- Where a project belongs, and what says so: a department that is not printed is the publisher; a central department's unit is central.
with

documents as (
    select * from {{ ref('int_documents') }}
),

units as (
    select * from {{ ref('dim_unit') }}
),

central as (
    select distinct u.department_name
    from units as u
    inner join {{ ref('int_region_beginnings') }} as r
        on r.region_name = '中央' and starts_with(u.department_name, r.beginning) and (not r.is_whole or u.department_name = r.beginning)
),

final as (
    select
        p.project_key,
        coalesce(d.region, case when c.department_name is not null then '中央' end) as region,
        case when d.region is not null then 'document' when c.department_name is not null then 'department' end as region_source,
        coalesce(u.department_name, d.publisher) as department_name,
        case
            when u.department_name is null and d.publisher is null then null
            when u.department_name is null or (u.department_name = d.publisher and u.unit_name = d.publisher) then 'publisher'
            else 'printed'
        end as department_source
    from {{ ref('int_projects') }} as p
    inner join documents as d using (document_key)
    inner join units as u using (unit_key)
    left join central as c on u.department_name = c.department_name
)

select * from final
