-- 满意度 85% 算高吗？各地区对比
-- Is a satisfaction of 85 % high? The regions beside each other.
select region, fiscal_year, count(*) as indicator_count, median(target_value) as median_percent,
    count(*) filter (target_value < 85) as below_85_count, count(*) filter (target_value = 85) as at_85_count, count(*) filter (target_value > 85) as above_85_count
from mart_indicator
where is_counted and level1 = '满意度指标' and polarity = 'more_is_better' and target_comparator in ('>=', '=', '>') and target_unit_conformed = '%'
group by region, fiscal_year
order by median_percent desc, region asc, fiscal_year asc;
