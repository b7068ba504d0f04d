with

total_money as (
    select
        project_key,
        -- a project's money of one year where it is printed, else of the form that says no period
        coalesce(
            max(amount_yuan) filter (where period = 'annual'),
            max(amount_yuan) filter (where period = 'undeclared')
        ) as total_amount_yuan
    from {{ ref('fact_project_funding') }}
    where funding_source = 'total'
    group by project_key
),

final as (
    select
        -- document
        i.document_key,
        d.region,
        d.publisher,
        d.document_type,
        d.title as document_title,
        d.file_name,
        d.url,
        i.fiscal_year,
        i.is_current,
        -- unit and project
        u.department_name,
        u.unit_key,
        u.unit_name,
        i.project_key,
        p.project_name,
        p.project_code,
        p.scope,
        p.objective_text,
        p.layout,
        m.total_amount_yuan,
        -- indicator
        i.indicator_key,
        i.indicator_ordinal,
        i.level1,
        i.level2,
        i.indicator_name,
        i.target_text,
        i.period_target_text,
        i.target_kind,
        i.target_comparator,
        i.target_value,
        i.target_value_upper,
        i.target_unit,
        i.target_unit_conformed,
        i.deadline_date,
        i.target_note,
        i.weight,
        i.source_page
    from {{ ref('fact_indicator') }} as i
    inner join {{ ref('dim_project') }} as p using (project_key)
    inner join {{ ref('dim_document') }} as d on i.document_key = d.document_key
    inner join {{ ref('dim_unit') }} as u on i.unit_key = u.unit_key
    left join total_money as m on i.project_key = m.project_key
)

select * from final
order by indicator_key
