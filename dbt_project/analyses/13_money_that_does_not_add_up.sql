-- 哪些项目的资金来源之和与总额不符？
-- Of which projects do the sources not make up the total?
select project_name, unit_name, total_amount_yuan, total_amount_yuan - unattributed_yuan as sources_yuan, unattributed_yuan, file_name, source_page
from mart_project
where is_counted and unattributed_yuan <> 0 and unattributed_yuan <> total_amount_yuan
order by abs(unattributed_yuan) desc, project_key
limit 10;
