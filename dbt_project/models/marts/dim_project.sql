with

projects as (
    select * from {{ ref('int_projects') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

indicators as (
    select project_key, count(*) as indicator_count
    from {{ ref('int_indicators') }}
    group by project_key
),

totals as (
    select project_key, max(amount_yuan) as total_yuan
    from {{ ref('int_kept_amounts') }}
    where funding_source = 'total'
    group by project_key
),

-- The same unit, year, name and total in another document: a department's document reprints its units' projects.
reprints as (
    select
        p.project_key,
        min(p.project_key) over (
            partition by p.region, p.unit_name_fold, coalesce(p.fiscal_year, 0), p.project_name_fold, t.total_yuan
        ) as first_project_key,
        min(p.document_key) over (
            partition by p.region, p.unit_name_fold, coalesce(p.fiscal_year, 0), p.project_name_fold, t.total_yuan
        ) as first_document_key
    from projects as p
    inner join totals as t using (project_key)
    where p.project_name_fold is not null and p.fiscal_year is not null and t.total_yuan > 0
),

-- A document may print a project twice: its main projects once more behind the list of all. Such a list may leave out the unit.
lists as (
    select
        p.*,
        t.total_yuan,
        min(p.project_ordinal) over (
            partition by p.document_key, p.layout, coalesce(p.form_title_text, ''), coalesce(p.form_number, '')
        ) as list_ordinal
    from projects as p
    inner join totals as t using (project_key)
    where p.project_name_fold is not null and t.total_yuan > 0
),

printed_again as (
    select
        later.project_key,
        case
            when count(*) = 1 then min(earlier.project_key)
            when count(*) filter (earlier.objective_text = later.objective_text) = 1
                then min(earlier.project_key) filter (earlier.objective_text = later.objective_text)
        end as first_project_key
    from lists as later
    inner join lists as earlier
        on later.document_key = earlier.document_key
        and later.project_name_fold = earlier.project_name_fold
        and later.total_yuan = earlier.total_yuan
        and later.list_ordinal > earlier.list_ordinal
        and (later.unit_key = earlier.unit_key or later.unit_source <> 'printed')
    group by later.project_key
),

disputed as (
    select distinct project_key
    from projects
    inner join {{ ref('int_disputed_pages') }} using (document_key)
    where page_number between source_page and source_page_last
),

corrected as (
    select distinct project_key
    from {{ ref('int_corrections') }}
    where status = 'applied' and table_name = 'project_rows'
),

final as (
    select
        p.project_key,
        p.project_ordinal,
        p.project_name,
        p.project_code,
        p.scope,
        p.unit_key,
        p.document_key,
        p.fiscal_year,
        p.objective_text,
        p.period_objective_text,
        p.layout,
        p.form_number,
        coalesce(i.indicator_count, 0)::integer as indicator_count,
        d.is_current,
        coalesce(case when r.first_document_key <> p.document_key then r.first_project_key end, a.first_project_key) as same_as_project_key,
        e.project_key is not null as is_engine_disputed,
        c.project_key is not null as is_corrected,
        p.source_page,
        p.source_page_last,
        p.source_table,
        p.source_row,
        p.bbox_x0,
        p.bbox_top,
        p.bbox_x1,
        p.bbox_bottom
    from projects as p
    inner join documents as d using (document_key)
    left join indicators as i using (project_key)
    left join reprints as r using (project_key)
    left join printed_again as a using (project_key)
    left join disputed as e using (project_key)
    left join corrected as c using (project_key)
)

select * from final
order by project_key
