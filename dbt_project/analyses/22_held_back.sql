-- 哪些内容没有发布或读数被撤回，为什么？
-- What is held back or was taken back, and why?
select subject, reason_code, any_value(reason order by quarantine_key) as reason, count(*) as held_count, count(distinct document_key) as document_count
from fact_quarantine
group by subject, reason_code
order by held_count desc, reason_code asc;
