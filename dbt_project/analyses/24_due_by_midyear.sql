-- 哪些目标在年中之前到期，年份是印出的还是按预算年度推定？
-- What is due in the first half of the year, and is the year printed or taken from the fiscal year?
select due_date, due_date_source, unit_name, project_name, indicator_name, target_text, source_page
from mart_indicator
where is_counted and due_date between make_date(fiscal_year, 1, 1) and make_date(fiscal_year, 6, 30)
order by due_date, indicator_key
limit 10;
