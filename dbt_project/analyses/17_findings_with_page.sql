-- 自相矛盾和疑似差错在哪个文件的哪一页？
-- On which page of which document stand contradictions and likely mistakes?
select severity, rule_code, file_name, source_page, project_name, indicator_name, evidence_text
from mart_finding
where is_current and severity in ('error', 'warning')
order by severity, file_name, source_page, finding_key
limit 10;
