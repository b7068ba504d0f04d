-- The whole period's target, read as this year's is. A number of which the grammar is not sure is none; a reading of the same words that a
-- check took back from this year's target is taken back here too.
with

final as (
    select
        i.indicator_key,
        case when r.is_kept or t.target_kind not in ('quantitative', 'compound') then t.target_kind else 'qualitative' end as period_target_kind,
        case when r.is_kept then t.target_comparator end as period_target_comparator,
        case when r.is_kept then cast(t.target_value as decimal(24, 6)) end as period_target_value,
        case when r.is_kept then cast(t.target_value_upper as decimal(24, 6)) end as period_target_value_upper,
        case when r.is_kept then t.target_unit end as period_target_unit,
        case when r.is_kept then t.target_unit_conformed end as period_target_unit_conformed
    from {{ ref('int_indicators') }} as i
    inner join {{ ref('int_period_target_inputs') }} as k on i.indicator_key = k.indicator_key
    inner join {{ ref('int_targets_parsed') }} as t on k.input_key = t.input_key
    inner join {{ ref('int_kept_targets') }} as y on i.indicator_key = y.indicator_key
    cross join lateral (select t.is_understood and not (y.is_taken_back and i.period_target_fold = i.target_fold) as is_kept) as r
)

select * from final
