with

indicators as (
    select * from {{ ref('int_indicators') }}
),

targets as (
    select * from {{ ref('int_kept_targets') }}
),

projects as (
    select * from {{ ref('dim_project') }}
),

disputed as (
    select distinct indicator_key
    from indicators
    inner join {{ ref('int_disputed_pages') }} using (document_key)
    where page_number between source_page and source_page_last
),

corrected as (
    select distinct indicator_key
    from {{ ref('int_corrections') }}
    where indicator_key is not null
),

final as (
    select
        -- ids
        i.indicator_key,
        i.project_key,
        p.unit_key,
        i.document_key,
        p.fiscal_year,
        p.is_current,
        -- position
        i.indicator_ordinal::integer as indicator_ordinal,
        i.printed_number,
        -- levels
        i.level1,
        i.level2,
        i.level1_text,
        i.level2_text,
        i.level2_source,
        -- texts
        coalesce(i.indicator_name, '') as indicator_name,
        n.conformed_indicator_key,
        i.target_text,
        i.target_nature_text,
        i.direction_text,
        i.period_target_text,
        -- target as read
        t.target_kind,
        t.target_comparator,
        t.target_value,
        t.target_value_upper,
        t.target_unit,
        t.target_unit_source,
        t.target_unit_conformed,
        t.deadline_date,
        t.target_note,
        t.rule_code as target_rule_code,
        t.is_understood as is_target_understood,
        -- weight and remark
        i.weight,
        i.note_text as remark_text,
        -- lineage
        d.indicator_key is not null as is_engine_disputed,
        c.indicator_key is not null as is_corrected,
        i.source_page,
        i.source_table,
        i.source_row,
        i.bbox_x0,
        i.bbox_top,
        i.bbox_x1,
        i.bbox_bottom
    from indicators as i
    inner join projects as p using (project_key)
    left join targets as t using (indicator_key)
    left join disputed as d using (indicator_key)
    left join corrected as c using (indicator_key)
    left join {{ ref('int_conformed_uses') }} as n on i.indicator_key = n.indicator_key
)

select * from final
order by indicator_key
