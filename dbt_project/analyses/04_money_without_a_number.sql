-- 哪些列有指标的大项目没有一个数值目标？
-- Which large projects print indicators and not one number to reach?
select project_name, unit_name, total_amount_yuan, indicator_count, file_name, source_page
from mart_project
where is_counted and indicator_count > 0 and quantified_count = 0 and total_amount_yuan > 0
order by total_amount_yuan desc, project_key asc
limit 10;
