{#
  What a scorecard says of a group of rows of mart_project that are current: counts, shares and money of the projects that sums use (is_counted),
  and beside them what the forms of whole departments (scope department) print, which would count the same money twice.
#}
{% macro scorecard_measures() -%}
    count(*) filter (is_counted)::integer as project_count,
    count(*) filter (is_counted and indicator_count = 0)::integer as project_without_indicator_count,
    count(*) filter (is_counted and indicator_count > 0 and output_indicator_count = 0)::integer as project_without_output_count,
    count(*) filter (is_counted and indicator_count > 0 and benefit_indicator_count = 0)::integer as project_without_benefit_count,
    count(*) filter (is_counted and indicator_count > 0 and satisfaction_indicator_count = 0)::integer as project_without_satisfaction_count,
    {%- for name in ['indicator', 'quantified', 'measured', 'vague', 'unstated'] %}
    coalesce(sum({{ name }}_count) filter (is_counted), 0)::integer as {{ name }}_count,
    {%- endfor %}
    {%- for name in ['quantified', 'measured', 'vague', 'unstated'] %}
    round(sum({{ name }}_count) filter (is_counted) / nullif(sum(indicator_count) filter (is_counted), 0), 4) as {{ name }}_share,
    {%- endfor %}
    {%- for name in ['finding', 'error', 'warning', 'info'] %}
    coalesce(sum({{ name }}_count) filter (is_counted), 0)::integer as {{ name }}_count,
    {%- endfor %}
    round(100 * sum(finding_count) filter (is_counted) / nullif(sum(indicator_count) filter (is_counted), 0), 2) as findings_per_100_indicators,
    sum(total_amount_yuan) filter (is_counted)::decimal(20, 2) as total_amount_yuan,
    count(*) filter (is_counted and total_amount_yuan is null)::integer as project_without_money_count,
    round(
        sum(total_amount_yuan) filter (is_counted and quantified_count > 0)::double
        / nullif(sum(quantified_count) filter (is_counted and total_amount_yuan is not null), 0), 2
    ) as yuan_per_quantified_target,
    count(*) filter (scope = 'department')::integer as department_form_count,
    max(total_amount_yuan) filter (scope = 'department') as department_form_total_yuan,
    max(project_expenditure_yuan) filter (scope = 'department') as department_form_project_yuan
{%- endmacro %}

{# Key of a scorecard's row: 16 hex digits over what it is a row per. #}
{% macro scorecard_key(columns) -%}
    substr(sha256(concat_ws('|'{% for column in columns %}, coalesce({{ column }}::varchar, ''){% endfor %})), 1, 16)
{%- endmacro %}
