{{ config(meta={'scope': 'content'}) }}
-- What must hold of any reading, whatever is printed: a number where the kind has one, its comparator, its parts, its unit and where that comes from.
with

readings as (
    select
        *,
        len(components) as component_count
    from {{ ref('int_checkable_readings') }}
),

judged as (
    select
        *,
        unnest(list_filter([
            case
                when target_kind is null or (target_kind = 'quantitative') <> (target_value is not null) then 'number_by_kind'
            end,
            case when (target_value is null) <> (target_comparator is null) then 'comparator_with_number' end,
            case
                when (coalesce(target_comparator, '') = 'between') <> (target_value_upper is not null) or target_value_upper < target_value
                    or list_bool_or([(coalesce(c.comparator, '') = 'between') <> (c.upper is not null) or coalesce(c.upper < c.number, false) for c in components])
                    then 'range_in_order'
            end,
            case
                when (target_kind = 'quantitative' and component_count <> 1) or (target_kind = 'compound' and component_count < 2)
                    or (target_kind not in ('quantitative', 'compound') and component_count > 0)
                    or list_bool_or([c.printed is null or c.printed = '' or c.number is null or c.comparator is null for c in components])
                    or [c.ordinal for c in components] <> range(1, component_count + 1)
                    then 'components_by_kind'
            end,
            case
                when target_kind = 'quantitative' and component_count = 1
                    and (components[1].number, components[1].upper, components[1].comparator, components[1].unit)
                    is distinct from (target_value, target_value_upper, target_comparator, target_unit)
                    then 'component_is_its_indicator'
            end,
            case when (target_unit is null) <> (target_unit_source is null) then 'unit_with_source' end,
            case when (target_unit is null) <> (target_unit_conformed is null) then 'unit_is_conformed' end,
            case when (coalesce(target_kind, '') = 'missing') <> (target_text = '') then 'kind_by_text' end
        ], one -> one is not null)) as check_name
    from readings
),

final as (
    select
        {{ reading_columns() }},
        check_name,
        target_text as expected,
        concat_ws(
            ' ', coalesce(target_kind, '-'), target_comparator, target_value, target_value_upper, target_unit, '(' || coalesce(target_unit_source, '-') || ')',
            component_count || ' components'
        ) as observed
    from judged
)

select * from final
