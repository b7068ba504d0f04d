-- 用得最多的程度词是哪些？
-- Which words of degree stand most often in the place of a target?
select target_text, count(*) as indicator_count, count(distinct department_name) as department_count
from mart_indicator
where is_counted and vagueness = 'degree_word'
group by target_text
order by indicator_count desc, target_text asc
limit 10;
