-- The title, not the list of documents, stands beside the form in the source.
select {{ project_finding('project.year', "'标题 ' || d.title_year || ' 年，表内 ' || p.form_year || ' 年'") }}
from {{ ref('int_project_years') }} as p
inner join {{ ref('int_documents') }} as d on p.document_key = d.document_key
where p.form_year <> d.title_year
