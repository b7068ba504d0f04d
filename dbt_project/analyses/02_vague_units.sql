-- 哪些单位的含糊目标最多？（中文视图）
-- Which units have the largest share of vague targets? Asked of the view under Chinese names.
select 单位名称, 主管部门, 预算年度, 含糊目标数, 指标数, 含糊目标占比
from 单位评分
where 指标数 >= 20
order by 含糊目标占比 desc, 单位名称 asc
limit 10;
