-- A shape's reading with each input's own number and words in it.
with

only_components as (
    select input_key, target_value, target_value_upper
    from {{ ref('int_target_components_parsed') }}
    where component_count = 1
),

final as (
    select
        i.input_key,
        r.target_kind,
        r.rule_code,
        -- number
        r.target_comparator,
        case when r.target_value is not null then c.target_value end as target_value,
        case when r.target_value_upper is not null then c.target_value_upper end as target_value_upper,
        r.target_unit,
        r.target_unit_source,
        r.target_unit_conformed,
        -- date and note
        r.deadline_date,
        r.deadline_month,
        r.deadline_day,
        case when r.note_spans is not null then {{ grammar_cut('i.target_fold', 'r.note_spans') }} end as target_note,
        r.note_spans,
        r.is_understood
    from {{ ref('int_target_inputs') }} as i
    inner join {{ ref('int_target_shape_readings') }} as r on i.shape_key = r.input_key
    left join only_components as c on i.input_key = c.input_key
)

select * from final
