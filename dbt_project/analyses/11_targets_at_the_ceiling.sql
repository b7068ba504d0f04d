-- 哪些目标年年都是 100% 或 0？
-- Which targets stay at 100 % or nought from year to year?
select department_name, indicator_name, count(*) as project_count
from mart_target_year_over_year
where comparison = 'year' and is_at_ceiling
group by department_name, indicator_name
order by project_count desc, indicator_name asc
limit 10;
