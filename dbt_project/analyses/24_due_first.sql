-- 哪些目标写明日期，最早到期的有哪些，年份是印出的还是按预算年度推定？
-- Which targets are dates, what is due first, and is the year printed or taken from the fiscal year?
select due_date, due_date_source, unit_name, project_name, indicator_name, target_text, source_page
from mart_indicator
where is_counted and due_date >= make_date(fiscal_year, 1, 1)
order by due_date, indicator_key
limit 10;
