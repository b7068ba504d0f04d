with

projects as (
    select
        *,
        unit_code_text as own_unit_code,
        department_code_text as department_code,
        unit_text as printed_unit_name,
        department_text as department_name,
        unit_fold as printed_unit_fold,
        department_fold as department_name_fold,
        project_code_text as project_code,
        project_name_text as project_name,
        regexp_replace(project_name_fold, '\s+', '', 'g') as bare_project_name
    from {{ ref('stg_project_rows') }}
),

documents as (
    select * from {{ ref('int_documents') }}
),

-- The unit is what the form prints; a department's own table belongs to the department; then the publisher; then nobody known.
with_unit as (
    select
        p.*,
        d.region,
        d.region_fold,
        d.publisher,
        d.publisher_fold,
        d.fiscal_year as document_fiscal_year,
        case
            when p.scope = 'department' then coalesce(p.printed_unit_name, p.department_name, d.publisher, '未载明')
            else coalesce(p.printed_unit_name, d.publisher, '未载明')
        end as unit_name,
        case
            when p.scope = 'department' then coalesce(p.printed_unit_fold, p.department_name_fold, d.publisher_fold, '未载明')
            else coalesce(p.printed_unit_fold, d.publisher_fold, '未载明')
        end as unit_name_fold,
        case
            when coalesce(p.printed_unit_name, case when p.scope = 'department' then p.department_name end) is not null then 'printed'
            when d.publisher is not null then 'publisher'
            else 'unknown'
        end as unit_source
    from projects as p
    inner join documents as d using (document_key)
),

-- A unit that a document names with its department in one place and without it in another is one unit: the only department printed
-- for it holds for all its rows; where none is, and the unit is the publisher, the publisher.
printed_departments as (
    select
        document_key,
        regexp_replace(unit_name_fold, '\s+', '', 'g') as bare_unit_name,
        any_value(department_name order by project_ordinal) as department_name,
        any_value(department_name_fold order by project_ordinal) as department_name_fold
    from with_unit
    where department_name is not null
    group by all
    having count(distinct regexp_replace(department_name_fold, '\s+', '', 'g')) = 1
),

with_department as (
    select
        w.* exclude (department_name, department_name_fold),
        coalesce(w.department_name, n.department_name, case when w.unit_name_fold = w.publisher_fold then w.publisher end) as department_name,
        coalesce(w.department_name_fold, n.department_name_fold, case when w.unit_name_fold = w.publisher_fold then w.publisher_fold end) as department_name_fold
    from with_unit as w
    left join printed_departments as n
        on w.document_key = n.document_key and regexp_replace(w.unit_name_fold, '\s+', '', 'g') = n.bare_unit_name
),

final as (
    select
        -- ids
        w.project_key,
        w.document_key,
        w.project_ordinal,
        substr(sha256(
            regexp_replace(
                coalesce(w.region_fold, '') || '|' || coalesce(w.department_name_fold, '') || '|' || w.unit_name_fold, '\s+', '', 'g'
            )
        ), 1, 16) as unit_key,
        -- project
        w.project_name,
        w.bare_project_name as project_name_fold,
        w.project_code,
        w.scope,
        w.objective_text,
        w.period_objective_text,
        coalesce(w.document_fiscal_year, y.form_year) as fiscal_year,
        -- unit
        w.unit_name,
        w.unit_name_fold,
        -- a department that is its own unit may print its code with the department only
        coalesce(
            w.own_unit_code,
            case
                when regexp_replace(w.unit_name_fold, '\s+', '', 'g') = regexp_replace(w.department_name_fold, '\s+', '', 'g') then w.department_code
            end
        ) as unit_code,
        w.department_name,
        w.region,
        w.unit_source,
        -- form and place
        w.layout,
        w.form_number,
        w.form_title_text,
        w.page_number as source_page,
        w.page_last as source_page_last,
        w.table_number as source_table,
        w.row_number as source_row,
        w.bbox_x0,
        w.bbox_top,
        w.bbox_x1,
        w.bbox_bottom
    from with_department as w
    left join {{ ref('int_project_years') }} as y on w.project_key = y.project_key
)

select * from final
