{{ config(meta={'scope': 'content'}) }}
-- The worked examples stand beside the indicators: a check that would take a right reading back is seen there before it does harm.
with

components as (
    select
        indicator_key as reading_key,
        component_ordinal,
        component_text,
        target_comparator,
        target_value,
        target_value_upper,
        target_unit
    from {{ ref('int_indicator_target_components') }}
    union all
    select
        e.example_id as reading_key,
        c.component_ordinal,
        c.component_text,
        c.target_comparator,
        cast(c.target_value as decimal(24, 6)) as target_value,
        cast(c.target_value_upper as decimal(24, 6)) as target_value_upper,
        c.target_unit
    from {{ ref('int_target_example_inputs') }} as e
    inner join {{ ref('int_targets_parsed') }} as t using (input_key)
    inner join {{ ref('int_target_components_parsed') }} as c using (input_key)
    where t.target_kind in ('quantitative', 'compound')
),

gathered as (
    select
        reading_key,
        list(struct_pack(
            ordinal := component_ordinal, printed := component_text, comparator := target_comparator,
            number := target_value, upper := target_value_upper, unit := target_unit
        ) order by component_ordinal) as components
    from components
    group by reading_key
),

readings as (
    select
        i.indicator_key as reading_key,
        false as is_example,
        i.document_key,
        i.project_key,
        i.indicator_key,
        i.source_page as page_number,
        i.target_text,
        i.target_fold,
        i.column_unit_fold,
        i.indicator_name_fold,
        t.target_kind,
        t.target_comparator,
        t.target_value,
        t.target_value_upper,
        t.target_unit,
        t.target_unit_source,
        t.target_unit_conformed
    from {{ ref('int_indicators') }} as i
    left join {{ ref('int_indicator_targets') }} as t using (indicator_key)
    union all
    select
        e.example_id as reading_key,
        true as is_example,
        null as document_key,
        null as project_key,
        null as indicator_key,
        null as page_number,
        coalesce(e.target, '') as target_text,
        coalesce(e.target, '') as target_fold,
        e.column_unit as column_unit_fold,
        e.indicator_name as indicator_name_fold,
        t.target_kind,
        t.target_comparator,
        cast(t.target_value as decimal(24, 6)) as target_value,
        cast(t.target_value_upper as decimal(24, 6)) as target_value_upper,
        t.target_unit,
        t.target_unit_source,
        t.target_unit_conformed
    from {{ ref('target_grammar_examples') }} as e
    inner join {{ ref('int_target_example_inputs') }} as k using (example_id)
    inner join {{ ref('int_targets_parsed') }} as t using (input_key)
),

squeezed as (
    select
        r.*,
        {{ check_text("coalesce(r.target_fold, '')") }} as bare_target,
        {{ check_text("coalesce(r.column_unit_fold, '')") }} as bare_column_unit,
        {{ check_text("coalesce(r.indicator_name_fold, '')") }} as bare_name,
        {{ check_text("coalesce(r.target_unit, '')") }} as bare_unit,
        coalesce(g.components, []) as components
    from readings as r
    left join gathered as g using (reading_key)
),

final as (
    select
        *,
        -- every number a #, so that places can be told without its digits
        regexp_replace(bare_target, '{{ printed_number_pattern() }}', '#', 'g') as pattern,
        regexp_extract_all(bare_target, '{{ printed_number_pattern() }}') as printed_numbers
    from squeezed
)

select * from final
