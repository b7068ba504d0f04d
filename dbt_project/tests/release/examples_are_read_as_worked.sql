-- Every worked example is read as the seed says. A change of a word or a rule that reads one otherwise stops the build.
with

counted as (
    select
        input_key,
        cast(count(*) as integer) as component_count,
        string_agg(
            component_text || ': ' || target_comparator || ' ' || regexp_replace(cast(target_value as varchar), '\.?0+$', '')
            || coalesce('..' || regexp_replace(cast(target_value_upper as varchar), '\.?0+$', ''), '') || coalesce(' ' || target_unit, '')
            || case when is_alternative then ' (or)' else '' end,
            ' | ' order by component_ordinal
        ) as component_readings
    from {{ ref('int_target_components_parsed') }}
    group by input_key
),

readings as (
    select
        e.example_id,
        e.target,
        e.column_unit,
        e.indicator_name,
        struct_pack(
            kind := e.target_kind, comparator := e.target_comparator, number := e.target_value, upper := e.target_value_upper, unit := e.target_unit,
            unit_source := e.target_unit_source, unit_conformed := e.target_unit_conformed, deadline := e.deadline_date, note := e.target_note,
            components := e.component_count, component_readings := e.component_readings
        ) as expected,
        struct_pack(
            kind := t.target_kind, comparator := t.target_comparator, number := cast(t.target_value as decimal(24, 6)),
            upper := cast(t.target_value_upper as decimal(24, 6)), unit := t.target_unit,
            unit_source := t.target_unit_source, unit_conformed := t.target_unit_conformed, deadline := t.deadline_date, note := t.target_note,
            components := case when t.target_kind in ('quantitative', 'compound') then coalesce(c.component_count, 0) else 0 end,
            component_readings := case when t.target_kind = 'compound' then c.component_readings end
        ) as observed
    from {{ ref('target_grammar_examples') }} as e
    left join {{ ref('int_target_example_inputs') }} as i using (example_id)
    left join {{ ref('int_targets_parsed') }} as t using (input_key)
    left join counted as c using (input_key)
)

select * from readings
where expected is distinct from observed
