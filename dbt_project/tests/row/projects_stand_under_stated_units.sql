-- A project stands under the unit that its row prints; where its row prints none, under one that a title, the department, the publisher or the list of
-- documents names.
with

offered as (
    select
        document_key,
        string_agg(concat_ws('|', manifest_publisher_fold, manifest_title_fold), '|') as said
    from {{ ref('stg_document_files') }}
    group by document_key
),

stated as (
    select
        p.project_key,
        p.source_page,
        u.unit_name,
        coalesce(
            r.unit_fold || '|' || r.unit_text,
            concat_ws('|', r.form_title_fold, r.department_fold, d.title_fold, d.publisher_fold, p.publisher, o.said)
        ) as said
    from (select * from {{ ref('dim_project') }} inner join {{ ref('dim_document') }} using (document_key)) as p
    inner join {{ ref('dim_unit') }} as u using (unit_key)
    inner join {{ ref('stg_project_rows') }} as r using (project_key)
    inner join {{ ref('stg_documents') }} as d on r.document_key = d.document_key
    left join offered as o on r.document_key = o.document_key
    where u.unit_source = 'printed' or (u.unit_source = 'publisher' and r.unit_text is null)
)

select
    project_key,
    source_page as page_number,
    said as expected,
    unit_name as observed
from stated
where not contains({{ check_text(narrow('said')) }}, {{ check_text(narrow('unit_name')) }})
