with

indicator_counts as (
    select
        f.project_key,
        {%- for kind in ['quantitative', 'compound', 'deadline', 'relative', 'qualitative', 'none_declared', 'placeholder', 'missing'] %}
        count(*) filter (f.target_kind = '{{ kind }}')::integer as {{ kind }}_count,
        {%- endfor %}
        {%- for name, level in {'cost': '成本指标', 'output': '产出指标', 'benefit': '效益指标', 'satisfaction': '满意度指标'}.items() %}
        count(*) filter (f.level1 = '{{ level }}')::integer as {{ name }}_indicator_count,
        {%- endfor %}
        count(*) filter (f.target_kind in {{ var('quantified_kinds') }})::integer as quantified_count,
        {%- for name, list in {'measured': ['measured'], 'vague': var('vague_degrees'), 'unstated': ['unstated']}.items() %}
        count(*) filter (v.vagueness in {{ list }})::integer as {{ name }}_count,
        {%- endfor %}
        sum(f.weight) as weight_sum
    from {{ ref('fact_indicator') }} as f
    inner join {{ ref('int_indicator_vaguenesses') }} as v using (indicator_key)
    group by f.project_key
),

finding_counts as (
    select
        f.project_key,
        count(*)::integer as finding_count,
        {%- for severity in ['error', 'warning', 'info'] %}
        count(*) filter (f.severity = '{{ severity }}')::integer as {{ severity }}_count{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('fact_audit_finding') }} as f
    where f.project_key is not null
    group by f.project_key
),

final as (
    select
        -- project
        p.project_key,
        p.project_ordinal,
        p.project_name,
        p.project_code,
        p.scope,
        c.is_counted,
        p.is_current,
        c.counted_as_project_key,
        p.objective_text,
        p.layout,
        p.form_number,
        -- unit and department
        p.unit_key,
        u.unit_name,
        u.unit_code,
        u.unit_source,
        l.department_name,
        l.department_source,
        -- document
        p.document_key,
        d.publisher,
        l.region,
        l.region_source,
        d.document_type,
        d.title as document_title,
        d.file_name,
        d.url,
        d.published_on,
        p.fiscal_year,
        -- money
        m.money_period,
        m.total_amount_yuan,
        m.total_amount_source,
        m.fiscal_appropriation_yuan,
        m.special_account_yuan,
        m.carry_over_yuan,
        m.other_funds_yuan,
        m.unattributed_yuan,
        m.general_public_budget_yuan,
        m.government_fund_yuan,
        m.state_capital_yuan,
        m.central_transfer_yuan,
        m.provincial_funds_yuan,
        m.municipal_funds_yuan,
        m.county_funds_yuan,
        m.transfer_to_counties_yuan,
        m.basic_expenditure_yuan,
        m.project_expenditure_yuan,
        m.whole_project_total_yuan,
        round(m.total_amount_yuan::double / nullif(i.quantified_count, 0), 2) as yuan_per_quantified_target,
        -- indicators
        p.indicator_count,
        {%- for kind in ['quantitative', 'compound', 'deadline', 'relative', 'qualitative', 'none_declared', 'placeholder', 'missing'] %}
        coalesce(i.{{ kind }}_count, 0) as {{ kind }}_count,
        {%- endfor %}
        {%- for name in ['cost', 'output', 'benefit', 'satisfaction'] %}
        coalesce(i.{{ name }}_indicator_count, 0) as {{ name }}_indicator_count,
        {%- endfor %}
        {%- for name in ['quantified', 'measured', 'vague', 'unstated'] %}
        coalesce(i.{{ name }}_count, 0) as {{ name }}_count,
        {%- endfor %}
        {%- for name in ['quantified', 'measured', 'vague', 'unstated'] %}
        round(i.{{ name }}_count / p.indicator_count, 4) as {{ name }}_share,
        {%- endfor %}
        i.weight_sum::decimal(12, 4) as weight_sum,
        -- findings
        coalesce(f.finding_count, 0) as finding_count,
        coalesce(f.error_count, 0) as error_count,
        coalesce(f.warning_count, 0) as warning_count,
        coalesce(f.info_count, 0) as info_count,
        -- lineage
        p.is_engine_disputed,
        p.is_corrected,
        p.source_page,
        p.source_page_last
    from {{ ref('dim_project') }} as p
    inner join {{ ref('dim_document') }} as d using (document_key)
    inner join {{ ref('dim_unit') }} as u on p.unit_key = u.unit_key
    inner join {{ ref('int_project_copies') }} as c on p.project_key = c.project_key
    inner join {{ ref('int_project_places') }} as l on p.project_key = l.project_key
    left join {{ ref('int_project_money') }} as m on p.project_key = m.project_key
    left join indicator_counts as i on p.project_key = i.project_key
    left join finding_counts as f on p.project_key = f.project_key
)

select * from final
order by project_key
