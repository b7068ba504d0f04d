{{ config(meta={'scope': 'document'}) }}
-- The whole period's target, read as this year's is. A number of which the grammar is not sure is none; a reading of the same words that a
-- check took back from this year's target is taken back here too.
with

readings as (
    select
        i.indicator_key,
        t.*,
        t.is_understood and not (y.is_taken_back and i.period_target_fold = i.target_fold) as is_kept
    from {{ ref('int_indicators') }} as i
    inner join {{ ref('int_period_target_inputs') }} as k on i.indicator_key = k.indicator_key
    inner join {{ ref('int_targets_parsed') }} as t on k.input_key = t.input_key
    inner join {{ ref('int_kept_targets') }} as y on i.indicator_key = y.indicator_key
),

final as (
    select
        indicator_key,
        case when is_kept or target_kind not in ('quantitative', 'compound') then target_kind else 'qualitative' end as period_target_kind,
        case when is_kept then target_comparator end as period_target_comparator,
        case when is_kept then cast(target_value as decimal(24, 6)) end as period_target_value,
        case when is_kept then cast(target_value_upper as decimal(24, 6)) end as period_target_value_upper,
        case when is_kept then target_unit end as period_target_unit,
        case when is_kept then target_unit_conformed end as period_target_unit_conformed
    from readings
)

select * from final
