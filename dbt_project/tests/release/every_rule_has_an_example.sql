-- A rule that no worked example fires is untested. Expected beside observed: the rule, and the number of examples that fire it.
{%- set p = grammar_patterns() %}
with

rules as (
    select
        rule_code,
        rule_scope
    from {{ ref('target_grammar_rules') }}
),

examples as (
    select
        t.pieces_text,
        r.rule_code
    from {{ ref('int_target_example_inputs') }} as e
    inner join {{ ref('int_target_inputs') }} as i on e.input_key = i.input_key
    inner join {{ ref('int_target_texts') }} as t on i.shape_key = t.input_key
    inner join {{ ref('int_targets_parsed') }} as r on e.input_key = r.input_key
),

fired as (
    select rule_code from examples
    {%- for rule in grammar_rules('set_aside') %}
    union all
    select '{{ rule[0] }}' from examples
    where regexp_matches(pieces_text, chr(1) || {{ grammar_quoted('(?:' ~ p[rule[0]] ~ ')') }} || chr(2))
    {%- endfor %}
    union all
    select 'word.guard' from examples
    where regexp_matches(pieces_text, chr(2) || {{ grammar_quoted(p['word.guard']) }} || chr(2))
),

counted as (
    select
        rules.rule_code,
        1 as expected_at_least,
        count(fired.rule_code) as observed
    from rules
    left join fired on rules.rule_code = fired.rule_code
    group by rules.rule_code
)

select * from counted
where observed < expected_at_least
