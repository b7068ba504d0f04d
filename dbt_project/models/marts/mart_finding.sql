with

final as (
    select
        f.finding_key,
        -- rule
        f.rule_code,
        f.severity,
        f.is_reading_doubtful,
        r.applies_to,
        r.text_zh as rule_text_zh,
        r.text_en as rule_text_en,
        r.basis as rule_basis,
        r.binds as rule_binds,
        f.evidence_text,
        -- document
        f.document_key,
        coalesce(p.region, d.region) as region,
        d.publisher,
        d.document_type,
        d.title as document_title,
        d.file_name,
        d.url,
        coalesce(p.fiscal_year, d.fiscal_year) as fiscal_year,
        d.is_current,
        -- unit and project
        coalesce(p.department_name, d.publisher) as department_name,
        p.unit_key,
        p.unit_name,
        f.project_key,
        p.project_name,
        p.project_code,
        p.scope,
        p.is_counted,
        p.total_amount_yuan as project_total_yuan_do_not_sum,
        -- indicator
        f.indicator_key,
        i.indicator_name,
        i.target_text,
        i.level1,
        i.level2,
        -- place
        coalesce(i.is_engine_disputed, p.is_engine_disputed, false) as is_engine_disputed,
        coalesce(i.source_page, p.source_page) as source_page
    from {{ ref('fact_audit_finding') }} as f
    inner join {{ ref('dim_audit_rule') }} as r using (rule_code)
    inner join {{ ref('dim_document') }} as d on f.document_key = d.document_key
    left join {{ ref('mart_project') }} as p on f.project_key = p.project_key
    left join {{ ref('fact_indicator') }} as i on f.indicator_key = i.indicator_key
)

select * from final
order by finding_key
