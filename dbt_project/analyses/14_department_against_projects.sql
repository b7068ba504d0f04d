-- 部门整体表的项目支出与所列项目之和是否一致？
-- Does the form of the whole department agree with the sum of the projects?
select department_name, fiscal_year, project_count, department_form_project_yuan, total_amount_yuan,
    department_form_project_yuan - total_amount_yuan as difference_yuan
from mart_department_scorecard
where department_form_project_yuan is not null
order by abs(difference_yuan) desc nulls last, department_name;
