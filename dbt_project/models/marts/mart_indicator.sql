with

finding_flags as (
    select
        f.indicator_key,
        count(*)::integer as finding_count,
        case max(case f.severity when 'error' then 3 when 'warning' then 2 else 1 end) when 3 then 'error' when 2 then 'warning' else 'info' end as worst_severity,
        string_agg(distinct f.rule_code, ', ' order by f.rule_code) as finding_rule_codes
    from {{ ref('fact_audit_finding') }} as f
    where f.indicator_key is not null
    group by f.indicator_key
),

final as (
    select
        -- document
        i.document_key,
        p.region,
        p.publisher,
        p.document_type,
        p.document_title,
        p.file_name,
        p.url,
        i.fiscal_year,
        i.is_current,
        -- unit and project
        p.department_name,
        p.department_source,
        i.unit_key,
        p.unit_name,
        p.unit_code,
        i.project_key,
        p.project_name,
        p.project_code,
        p.scope,
        p.is_counted,
        p.objective_text,
        p.layout,
        p.total_amount_yuan as project_total_yuan_do_not_sum,
        -- indicator
        i.indicator_key,
        i.indicator_ordinal,
        i.printed_number,
        i.level1,
        i.level2,
        i.level1_text,
        i.level2_text,
        i.level2_source,
        i.indicator_name,
        i.conformed_indicator_key,
        n.conformed_name,
        i.target_nature_text,
        i.direction_text,
        -- this year's target
        i.target_text,
        i.target_kind,
        i.target_comparator,
        coalesce(i.target_comparator = '=' and i.target_rule_code = 'quantity.sign', false) as is_equals_sign_printed,
        i.target_value,
        i.target_value_upper,
        i.target_unit,
        i.target_unit_conformed,
        i.deadline_date,
        coalesce(
            i.deadline_date,
            case
                when k.deadline_day is not null then try_cast(printf('%04d-%02d-%02d', i.fiscal_year, k.deadline_month, k.deadline_day) as date)
                else last_day(make_date(i.fiscal_year, k.deadline_month, 1))
            end
        ) as due_date,
        i.target_note,
        i.target_rule_code,
        i.is_target_understood,
        o.polarity,
        o.polarity_source,
        v.vagueness,
        -- the whole period's target
        i.period_target_text,
        w.period_target_kind,
        w.period_target_comparator,
        w.period_target_value,
        w.period_target_value_upper,
        w.period_target_unit,
        w.period_target_unit_conformed,
        -- weight, remark and findings
        i.weight,
        i.remark_text,
        coalesce(f.finding_count, 0) as finding_count,
        f.worst_severity,
        f.finding_rule_codes,
        -- lineage
        i.is_engine_disputed,
        i.is_corrected,
        i.source_page
    from {{ ref('fact_indicator') }} as i
    inner join {{ ref('mart_project') }} as p using (project_key)
    inner join {{ ref('int_kept_targets') }} as k on i.indicator_key = k.indicator_key
    inner join {{ ref('int_indicator_polarities') }} as o on i.indicator_key = o.indicator_key
    inner join {{ ref('int_indicator_vaguenesses') }} as v on i.indicator_key = v.indicator_key
    left join {{ ref('int_period_targets') }} as w on i.indicator_key = w.indicator_key
    left join {{ ref('dim_indicator') }} as n on i.conformed_indicator_key = n.conformed_indicator_key
    left join finding_flags as f on i.indicator_key = f.indicator_key
),

dated as (
    select
        * exclude (due_date),
        due_date,
        case when deadline_date is not null then 'printed' when due_date is not null then 'fiscal_year' end as due_date_source
    from final
)

select * from dated
order by indicator_key
