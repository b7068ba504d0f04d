-- What stands in the place of a project's name is a unit or department.
select {{ project_finding('project.swapped', "'项目名称：' || p.project_name") }}
from {{ ref('int_projects') }} as p
where
    p.scope = 'project' and p.unit_source = 'printed' and length(p.project_name_fold) >= 4
    and (
        p.project_name_fold = p.unit_name_fold
        or p.project_name in (select u.unit_name from {{ ref('int_projects') }} as u where u.document_key = p.document_key and u.unit_source = 'printed')
        or p.project_name in (select u.department_name from {{ ref('int_projects') }} as u where u.document_key = p.document_key)
    )
