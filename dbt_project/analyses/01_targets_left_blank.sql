-- 哪些单位的目标空着、留着模板字样或只写“无”，各有多少？
-- Which units leave targets blank, let template text stand or write only that there is none, and how many?
select unit_name, department_name, count(*) filter (target_kind = 'missing') as blank_count, count(*) filter (target_kind = 'placeholder') as template_count,
    count(*) filter (target_kind = 'none_declared') as none_declared_count, count(*) as indicator_count
from mart_indicator
where is_counted
group by unit_name, department_name
having blank_count + template_count + none_declared_count > 0
order by blank_count + template_count desc, none_declared_count desc, unit_name asc
limit 10;
