-- 与上年相比，项目有哪些延续、新增、停止，金额变化多少？
-- What became of last year's projects: continued, new, discontinued, and by how much money?
select department_name, fiscal_year, status, count(*) as project_count, count(*) filter (is_renamed) as renamed_count, sum(total_change_yuan) as change_yuan
from mart_project_year_over_year
where comparison = 'year' and scope = 'project'
group by department_name, fiscal_year, status
order by department_name, fiscal_year, status;
