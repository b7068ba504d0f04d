-- 各文件目标表的内容读进了多少？由少到多
-- How much of each document's target tables is in rows? The least first.
select file_name, table_page_count, disputed_page_count, round(table_coverage, 4) as table_coverage, round(indicator_coverage, 4) as indicator_coverage, lost_character_count
from mart_coverage
order by table_coverage, document_key
limit 10;
