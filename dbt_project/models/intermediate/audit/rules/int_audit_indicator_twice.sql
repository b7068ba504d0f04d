with

ordered as (
    select
        *,
        row_number() over same_row as copy_number,
        first_value(indicator_ordinal) over same_row as first_ordinal
    from {{ ref('int_audited_indicators') }}
    window same_row as (
        partition by project_key, level1_text, level2_text, indicator_name, target_text, period_target_text, note_text, weight order by indicator_ordinal
    )
)

select {{ indicator_finding('indicator.twice', "'与第 ' || i.first_ordinal || ' 个指标相同'") }}
from ordered as i
where i.copy_number > 1 and i.indicator_name <> ''
