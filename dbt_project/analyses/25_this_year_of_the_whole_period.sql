-- 当年目标占整个实施期目标的多少？由少到多
-- How much of the target of the whole period is this year's? The least first.
select project_name, indicator_name, target_text, period_target_text, round(target_value / period_target_value, 2) as share_of_period, source_page
from mart_indicator
where is_counted and period_target_value > 0 and period_target_value <> target_value and period_target_unit_conformed = target_unit_conformed
order by share_of_period, indicator_key
limit 10;
