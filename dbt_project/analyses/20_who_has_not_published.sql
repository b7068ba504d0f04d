-- 应公开而本库没有其目标表的有谁？（须有 expected_publishers.csv）
-- Who is expected to publish and has no targets in the file? Needs expected_publishers.csv beside the documents.
select fiscal_year, region, publisher, disclosure_status, document_count, undated_document_count, file_name
from mart_expected_publisher
where not is_published
order by fiscal_year, region, publisher;
