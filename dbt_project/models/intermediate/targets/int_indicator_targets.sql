{{ config(meta={'scope': 'document'}) }}
with

final as (
    select
        i.indicator_key,
        t.target_kind,
        t.rule_code,
        t.target_comparator,
        cast(t.target_value as decimal(24, 6)) as target_value,
        cast(t.target_value_upper as decimal(24, 6)) as target_value_upper,
        t.target_unit,
        t.target_unit_source,
        t.target_unit_conformed,
        t.deadline_date,
        t.deadline_month,
        t.deadline_day,
        -- read in the folded text, cut out of the printed one
        {{ grammar_cut('i.target_text', 't.note_spans') }} as target_note,
        t.is_understood
    from {{ ref('int_indicators') }} as i
    inner join {{ ref('int_indicator_target_inputs') }} as k on i.indicator_key = k.indicator_key
    inner join {{ ref('int_targets_parsed') }} as t on k.input_key = t.input_key
)

select * from final
