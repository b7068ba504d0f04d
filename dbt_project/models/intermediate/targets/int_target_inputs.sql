with

together as (
    select input_key, target_fold, column_unit_fold, name_unit_fold, is_length_name from {{ ref('int_indicator_target_inputs') }}
    union all
    select input_key, target_fold, column_unit_fold, name_unit_fold, is_length_name from {{ ref('int_target_example_inputs') }}
),

final as (
    select distinct
        input_key,
        target_fold,
        column_unit_fold,
        name_unit_fold,
        is_length_name
    from together
)

select * from final
