with

held as (
    select
        indicator_key,
        bool_or(disputes = 'kind') as is_kind_in_doubt
    from {{ ref('int_held_readings') }}
    where indicator_key is not null
    group by indicator_key
),

readings as (
    select
        i.indicator_key,
        i.target_text,
        t.* exclude (indicator_key),
        h.indicator_key is not null as is_taken_back,
        -- kinds that say what number is to be reached say nothing without it
        case
            when h.indicator_key is null then t.target_kind
            when i.target_text = '' then 'missing'
            when h.is_kind_in_doubt or t.target_kind is null or t.target_kind in ('quantitative', 'compound', 'missing') then 'qualitative'
            else t.target_kind
        end as kept_kind
    from {{ ref('int_indicators') }} as i
    left join {{ ref('int_indicator_targets') }} as t using (indicator_key)
    left join held as h using (indicator_key)
),

final as (
    select
        indicator_key,
        kept_kind as target_kind,
        rule_code,
        case when not is_taken_back then target_comparator end as target_comparator,
        case when not is_taken_back then target_value end as target_value,
        case when not is_taken_back then target_value_upper end as target_value_upper,
        case when not is_taken_back then target_unit end as target_unit,
        case when not is_taken_back then target_unit_source end as target_unit_source,
        case when not is_taken_back then target_unit_conformed end as target_unit_conformed,
        case when not is_taken_back then deadline_date end as deadline_date,
        case when not is_taken_back then deadline_month end as deadline_month,
        case when not is_taken_back then deadline_day end as deadline_day,
        case when not is_taken_back then target_note end as target_note,
        coalesce(is_understood, false) and not is_taken_back as is_understood,
        is_taken_back
    from readings
)

select * from final
