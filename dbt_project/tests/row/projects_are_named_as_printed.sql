-- Where a row or its title prints a name, the project's name stands in it.
select
    p.project_key,
    p.source_page as page_number,
    r.project_name_text as expected,
    p.project_name as observed
from {{ ref('dim_project') }} as p
inner join {{ ref('stg_project_rows') }} as r using (project_key)
where r.project_name_fold is not null and not contains({{ check_text('r.project_name_fold') }}, {{ check_text('p.project_name') }})
    and not contains({{ check_text('r.project_name_text') }}, {{ check_text('p.project_name') }})
