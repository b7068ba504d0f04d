-- 哪些目标比上年降低了？
-- Which targets were lowered since last year?
select unit_name, project_name, indicator_name, before_target_text, target_text, match_method, match_score
from mart_target_year_over_year
where comparison = 'year' and target_change = 'lowered'
order by target_comparison_key
limit 10;
