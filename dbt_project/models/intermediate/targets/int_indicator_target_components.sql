{{ config(meta={'scope': 'document'}) }}
with

final as (
    select
        i.indicator_key,
        c.component_ordinal,
        substr(i.target_text, c.text_span.first, c.text_span.length) as component_text,
        c.is_alternative,
        c.target_comparator,
        cast(c.target_value as decimal(24, 6)) as target_value,
        cast(c.target_value_upper as decimal(24, 6)) as target_value_upper,
        c.target_unit,
        c.target_unit_conformed
    from {{ ref('int_indicators') }} as i
    inner join {{ ref('int_indicator_target_inputs') }} as k on i.indicator_key = k.indicator_key
    inner join {{ ref('int_targets_parsed') }} as t on k.input_key = t.input_key
    inner join {{ ref('int_target_components_parsed') }} as c on k.input_key = c.input_key
    -- numbers of a deadline or a phrase are not to be reached
    where t.target_kind in ('quantitative', 'compound')
)

select * from final
