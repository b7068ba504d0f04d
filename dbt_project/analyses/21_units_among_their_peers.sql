-- 各单位目标可衡量的比例在同年单位中排第几百分位？
-- At which percentile of the year's units does each stand by the share of targets that can be measured?
select unit_name, fiscal_year, indicator_count, round(measured_share, 3) as measured_share, measured_share_percentile, peer_count
from mart_unit_scorecard
where indicator_count >= 20 and peer_count >= 10
order by measured_share_percentile, unit_name
limit 10;
