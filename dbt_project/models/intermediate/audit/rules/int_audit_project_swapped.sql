-- What stands in the place of a project's name is a unit or department of the document.
with

bodies as (
    select
        document_key,
        unit_name as body_name
    from {{ ref('int_projects') }}
    where unit_source = 'printed'
    union
    select
        document_key,
        department_name as body_name
    from {{ ref('int_projects') }}
    where department_name is not null
)

select {{ project_finding('project.swapped', "'项目名称：' || p.project_name") }}
from {{ ref('int_projects') }} as p
semi join bodies as b on p.document_key = b.document_key and p.project_name = b.body_name
where p.scope = 'project' and length(p.project_name) >= 4
