-- 各部门的目标有多大比例可以衡量？由低到高
-- What share of each department's targets can be measured? The lowest first.
select department_name, region, fiscal_year, indicator_count, round(measured_share, 3) as measured_share, round(vague_share, 3) as vague_share
from mart_department_scorecard
where indicator_count >= 20
order by measured_share, department_name, fiscal_year
limit 10;
