-- 每个定量目标对应多少钱？至少五个项目的单位
-- How much money stands behind each target with a number? Units with at least five projects.
select unit_name, fiscal_year, project_count, total_amount_yuan, yuan_per_quantified_target
from mart_unit_scorecard
where project_count >= 5
order by yuan_per_quantified_target desc nulls last, unit_name asc
limit 10;
