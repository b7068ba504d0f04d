{#- One model a rule, all of one shape; the rules themselves are in the seed audit_rules. -#}
{%- set rules = [
    'amount_parts',
    'amount_unreadable',
    'control_rate_zero',
    'cost_over_budget',
    'cost_parts_over_budget',
    'department_number',
    'direction_good',
    'direction_control',
    'direction_cost',
    'direction_harm',
    'direction_output',
    'document_year',
    'goal_number',
    'goal_says_nothing',
    'indicator_name_twice',
    'indicator_number',
    'indicator_other_year',
    'indicator_twice',
    'level_misplaced',
    'level_other_benefit',
    'level_parent',
    'level_unlisted',
    'name_blank',
    'name_sentence',
    'name_states_target',
    'name_twice_over',
    'name_unspecific',
    'number_unit',
    'percent_at_least_100',
    'percent_over_100',
    'period_annual_zero',
    'project_indicators',
    'project_other_year',
    'project_swapped',
    'project_twice',
    'project_weights',
    'project_year',
    'target_autofill',
    'target_blank',
    'target_degree_in_output',
    'target_degree_word',
    'target_form_words',
    'target_how_measured',
    'target_no_number',
    'target_no_value',
    'target_not_measurable',
    'target_number',
    'target_process',
    'target_repeats_name',
    'target_several',
    'target_slack',
    'target_to_be_set',
    'target_yes',
    'total_projects',
    'unit_name',
] -%}
with

findings as (
    {%- for rule in rules %}
    select * from {{ ref('int_audit_' ~ rule) }}
    {{- '\n    union all by name' if not loop.last }}
    {%- endfor %}
),

final as (
    select
        rule_code,
        document_key,
        project_key,
        indicator_key,
        place,
        evidence_text
    from findings
)

select * from final
