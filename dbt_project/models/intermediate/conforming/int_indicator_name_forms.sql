{{ config(meta={'scope': 'content'}) }}
{%- set rules = indicator_name_rules(of_measure=false) -%}
-- The rules take turns in their order; each sees what the one before it left.
with

names as (
    select
        indicator_name,
        min(indicator_name_fold) as indicator_name_fold
    from {{ ref('int_indicators') }}
    where coalesce(indicator_name, '') <> ''
    group by indicator_name
),

-- A cell may print its name twice over.
halved as (
    select
        indicator_name,
        indicator_name_fold,
        left(indicator_name_fold, length(indicator_name_fold) // 2) as half
    from names
),

after_0 as (
    select
        indicator_name,
        case when half <> '' and indicator_name_fold = half || half then half else indicator_name_fold end as form,
        case when half <> '' and indicator_name_fold = half || half then ['twice'] else []::varchar[] end as rule_codes
    from halved
),
{% for rule in rules %}
after_{{ loop.index }} as (
    select
        indicator_name,
        regexp_replace(form_before, {{ grammar_quoted(rule.pattern) }}, {{ grammar_quoted(rule.replacement) }}, 'g') as form,
        case when form <> form_before then list_append(rule_codes, '{{ rule.code }}') else rule_codes end as rule_codes
    from (select indicator_name, form as form_before, rule_codes from after_{{ loop.index0 }})
),
{% endfor %}
final as (
    select
        indicator_name,
        form as normalised_name,
        rule_codes
    from after_{{ rules | length }}
    where form <> ''
)

select * from final
