-- 哪些百分比目标比同类指标宽松得多？
-- Which targets in percent are much laxer than those of their peers?
select unit_name, indicator_name, target_text, median_value, percentile, peer_count, file_name, source_page
from mart_indicator_position
where is_counted and stance = 'laxer' and target_unit_conformed = '%' and peer_count >= 5
order by stricter_than_percent asc, peer_count desc, indicator_key asc
limit 10;
