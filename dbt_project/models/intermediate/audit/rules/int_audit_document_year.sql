select {{ document_finding('document.year', "'清单 ' || d.manifest_fiscal_year || ' 年，标题 ' || d.title_year || ' 年'") }}
from {{ ref('int_documents') }} as d
where d.manifest_fiscal_year <> d.title_year
