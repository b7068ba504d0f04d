-- A shape may also be a text that some input prints as it is.
with

final as (
    select
        shape_key as input_key,
        any_value(shape_fold) as target_fold,
        any_value(column_unit_fold) as column_unit_fold,
        any_value(name_unit_fold) as name_unit_fold,
        any_value(is_length_name) as is_length_name,
        try_cast(any_value(translate(number_text, '012456789', '333333333')) as decimal(18, 6)) as number
    from {{ ref('int_target_inputs') }}
    group by shape_key
)

select * from final
