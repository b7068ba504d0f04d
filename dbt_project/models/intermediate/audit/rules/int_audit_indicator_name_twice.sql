-- One name, however it is written, at two rows of a project that ask for the same kind of value.
with

named as (
    select
        *,
        row_number() over same_name as copy_number,
        first_value(indicator_ordinal) over same_name as first_ordinal,
        first_value(target_text) over same_name as first_target,
        first_value(unit) over same_name as first_unit,
        first_value(coalesce(level2, level1)) over same_name as first_level
    from {{ ref('int_audited_indicators') }}
    where bare_name <> '' and not is_label and not is_template_named
    window same_name as (
        partition by project_key, regexp_replace(whole_name, '费用$', '费') order by indicator_ordinal
    )
)

select {{ indicator_finding('indicator.name_twice', "'第 ' || i.first_ordinal || ' 个指标同名：' || coalesce(nullif(i.first_target, ''), '（空白）')") }}
from named as i
anti join {{ ref('int_audit_indicator_twice') }} as t on i.indicator_key = t.indicator_key
where i.copy_number > 1 and coalesce(i.unit = i.first_unit, true)
    -- what a thing costs, when it is done and how many there are may bear one name
    and (i.first_level is not distinct from coalesce(i.level2, i.level1) or not regexp_matches(i.first_level || coalesce(i.level2, i.level1), '成本|时效') or i.target_text = i.first_target)
