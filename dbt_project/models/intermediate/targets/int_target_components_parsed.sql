-- A shape's components with each input's own number in them.
with

inputs as (
    select * from {{ ref('int_target_inputs') }}
),

factors as (
    select
        c.input_key as shape_key,
        c.component_ordinal,
        c.component_count,
        c.is_alternative,
        c.target_comparator,
        c.target_value,
        c.target_value_upper,
        c.target_unit,
        c.target_unit_source,
        c.rule_code,
        c.text_span,
        cast(round(c.target_value / cast(s.number as double)) as decimal(13, 0)) as factor,
        cast(round(c.target_value_upper / cast(s.number as double)) as decimal(13, 0)) as factor_upper
    from {{ ref('int_target_shape_components') }} as c
    inner join {{ ref('int_target_shapes') }} as s using (input_key)
),

-- Each unit is conformed once.
units as (
    select
        target_unit,
        {{ grammar_conformed_unit('target_unit') }} as target_unit_conformed
    from (
        select distinct target_unit from factors
        where target_unit is not null
    ) as u
),

final as (
    select
        i.input_key,
        f.component_ordinal,
        f.component_count,
        f.is_alternative,
        f.target_comparator,
        case when i.number is null then f.target_value else cast(cast(i.number as decimal(24, 6)) * f.factor as decimal(24, 6)) end as target_value,
        case when i.number is null then f.target_value_upper else cast(cast(i.number as decimal(24, 6)) * f.factor_upper as decimal(24, 6)) end as target_value_upper,
        f.target_unit,
        u.target_unit_conformed,
        f.target_unit_source,
        f.rule_code,
        f.text_span,
        substr(i.target_fold, f.text_span.first, f.text_span.length) as component_text
    from factors as f
    inner join inputs as i using (shape_key)
    left join units as u on f.target_unit = u.target_unit
)

select * from final
