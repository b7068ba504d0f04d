-- Where a row prints its unit, the project stands under a unit of that name.
select
    p.project_key,
    p.source_page as page_number,
    r.unit_text as expected,
    u.unit_name as observed
from {{ ref('dim_project') }} as p
inner join {{ ref('dim_unit') }} as u using (unit_key)
inner join {{ ref('stg_project_rows') }} as r using (project_key)
where u.unit_source = 'printed' and r.unit_text is not null
    and not contains(regexp_replace(r.unit_fold, '\s', '', 'g'), regexp_replace(u.unit_name, '\s', '', 'g'))
    and not contains(regexp_replace(r.unit_text, '\s', '', 'g'), regexp_replace(u.unit_name, '\s', '', 'g'))
