{{ config(meta={'scope': 'document'}) }}
with

indicators as (
    select * from {{ ref('int_indicators') }}
    where period_target_fold is not null
),

final as (
    {{ grammar_inputs('indicators', 'indicator_key', 'period_target_fold') }}
)

select * from final
