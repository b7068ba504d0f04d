-- 满意度目标一般定多高？
-- How high is satisfaction usually set?
select conformed_name, indicator_count, unit_count, region_count, p10_value, median_value, p90_value
from mart_indicator_benchmark
where level1 = '满意度指标' and comparator_class = 'at_least' and target_unit_conformed = '%' and indicator_count >= 5
order by indicator_count desc, conformed_name asc
limit 10;
