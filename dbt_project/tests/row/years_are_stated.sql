-- The year of a project is its document's, or stands in the title or the year of its form.
select
    p.project_key,
    p.source_page as page_number,
    d.fiscal_year as expected,
    p.fiscal_year as observed
from {{ ref('dim_project') }} as p
inner join {{ ref('dim_document') }} as d using (document_key)
inner join {{ ref('stg_project_rows') }} as r using (project_key)
where p.fiscal_year is distinct from d.fiscal_year
    and not contains(concat_ws('|', r.form_year_fold, r.form_title_fold), coalesce(p.fiscal_year::varchar, ''))
