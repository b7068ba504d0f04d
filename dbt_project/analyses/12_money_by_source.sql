-- 公开了多少项目资金，从哪里来？每元只计一次
-- How much money is disclosed and where does it come from? Each yuan once.
select region, fiscal_year, funding_source, sum(amount_yuan) as amount_yuan, sum(project_count) as project_count
from mart_funding
group by region, fiscal_year, funding_source
order by region asc, fiscal_year asc, amount_yuan desc, funding_source asc;
