-- Where a project belongs, and what says so: a department that is not printed is the publisher; a central department's unit is central.
with

documents as (
    select * from {{ ref('int_documents') }}
),

central as (
    select distinct p.department_name
    from {{ ref('int_projects') }} as p
    inner join {{ ref('int_region_beginnings') }} as r
        on r.region_name = '中央' and starts_with(p.department_name, r.beginning) and (not r.is_whole or p.department_name = r.beginning)
),

final as (
    select
        p.project_key,
        coalesce(d.region, case when c.department_name is not null then '中央' end) as region,
        case when d.region is not null then 'document' when c.department_name is not null then 'department' end as region_source,
        coalesce(p.department_name, d.publisher) as department_name,
        case
            when p.department_name is null and d.publisher is null then null
            when p.department_name is null or (p.department_name = d.publisher and p.unit_name = d.publisher) then 'publisher'
            else 'printed'
        end as department_source
    from {{ ref('int_projects') }} as p
    inner join documents as d using (document_key)
    left join central as c using (department_name)
)

select * from final
