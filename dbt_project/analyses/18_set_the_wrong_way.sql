-- 哪些投诉率、故障率、成本之类的目标写反了？
-- Which complaint rates, failure rates or costs are to be at least something?
select unit_name, project_name, indicator_name, target_text, file_name, source_page
from mart_indicator
where is_counted and polarity = 'less_is_better' and polarity_source = 'name' and target_comparator in ('>=', '>')
order by indicator_key;
