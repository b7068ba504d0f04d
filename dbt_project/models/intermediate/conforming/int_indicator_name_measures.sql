{%- set rules = indicator_name_rules(of_measure=true) -%}
with

named as (
    select distinct
        indicator_name,
        measure,
        normalised_name,
        rule_codes
    from {{ ref('int_indicator_use_measures') }}
),

after_0 as (
    select
        indicator_name,
        measure,
        case when ends_with(normalised_name, measure) then left(normalised_name, length(normalised_name) - length(measure)) else normalised_name end as body,
        normalised_name,
        ends_with(normalised_name, measure) as is_measure_named,
        rule_codes
    from named
),
{% for rule in rules %}
after_{{ loop.index }} as (
    select
        indicator_name,
        measure,
        normalised_name,
        is_measure_named,
        case
            when regexp_full_match(measure, {{ grammar_quoted(rule.measures) }})
                then regexp_replace(body_before, {{ grammar_quoted(rule.pattern) }}, {{ grammar_quoted(rule.replacement) }}, 'g')
            else body_before
        end as body,
        case when body <> body_before then list_append(rule_codes, '{{ rule.code }}') else rule_codes end as rule_codes
    from (select * exclude (body), body as body_before from after_{{ loop.index0 }})
),
{% endfor %}
ruled as (
    select
        indicator_name,
        measure,
        normalised_name,
        is_measure_named,
        body,
        -- words in another order are the same characters
        measure || '|' || array_to_string(list_sort(string_split(body, '')), '') as form_key,
        array_to_string(rule_codes, ' ') as rule_codes
    from after_{{ rules | length }}
),

-- What a reader decided: a name goes with another, or stands alone.
decided as (
    select
        r.indicator_name,
        r.measure,
        o.name = o.grouped_as as is_apart,
        first(other.form_key order by other.measure = r.measure desc, other.measure asc) as form_key
    from ruled as r
    inner join {{ ref('indicator_name_overrides') }} as o on r.indicator_name = o.name
    left join ruled as other on o.grouped_as = other.indicator_name and o.grouped_as <> o.name
    group by r.indicator_name, r.measure, o.name, o.grouped_as
),

final as (
    select
        r.indicator_name,
        r.measure,
        r.normalised_name,
        r.is_measure_named,
        r.body,
        case when d.is_apart then r.form_key || '|' || r.indicator_name else coalesce(d.form_key, r.form_key) end as form_key,
        coalesce(d.is_apart, false) as is_apart,
        coalesce(d.is_apart or d.form_key is not null, false) as is_decided,
        r.rule_codes
    from ruled as r
    left join decided as d using (indicator_name, measure)
)

select * from final
