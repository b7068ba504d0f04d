-- A shape may also be a text that some input prints as it is.
with

final as (
    select
        shape_key as input_key,
        any_value(shape_fold) as target_fold,
        {%- for column in grammar_input_columns() if column != 'target_fold' %}
        any_value({{ column }}) as {{ column }},
        {%- endfor %}
        try_cast(any_value(translate(number_text, '012456789', '333333333')) as decimal(18, 6)) as number
    from {{ ref('int_target_inputs') }}
    group by shape_key
)

select * from final
