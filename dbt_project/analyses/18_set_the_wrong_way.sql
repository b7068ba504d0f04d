-- 哪些目标的方向写反了：投诉率不低于、满意度不高于、产出只设上限？
-- Which targets go the wrong way: complaints at least, satisfaction at most, outputs only bounded from above?
select rule_code, unit_name, project_name, indicator_name, target_text, file_name, source_page
from mart_finding
where is_current and starts_with(rule_code, 'direction.')
order by severity, rule_code, finding_key
limit 20;
