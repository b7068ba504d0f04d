with

examples as (
    select
        example_id,
        target as target_fold,
        column_unit as column_unit_fold,
        indicator_name as indicator_name_fold
    from {{ ref('target_grammar_examples') }}
),

final as (
    {{ grammar_inputs('examples', 'example_id') }}
)

select * from final
