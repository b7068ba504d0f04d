-- 审计规则发现了什么，按严重程度？
-- What did the rules of the audit find, by severity?
select severity, rule_code, rule_text_zh, count(*) as finding_count, count(distinct document_key) as document_count
from mart_finding
where is_current
group by severity, rule_code, rule_text_zh
order by array_position(['error', 'warning', 'info'], severity), finding_count desc, rule_code asc;
