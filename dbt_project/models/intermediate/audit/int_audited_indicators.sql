-- What the rules read of an indicator: texts, the target as read, what kind of thing its name asks for, the money of its project.
{%- set flags = {
    'is_ratio': 'ratio', 'is_no_ratio': 'no_ratio', 'is_bounded': 'bounded', 'is_money': 'money', 'is_cost': 'cost_name',
    'is_not_project_money': 'not_project_money', 'is_time': 'time', 'is_count': 'count', 'is_persons': 'persons', 'is_satisfaction': 'satisfaction',
    'is_own_use': 'own_use', 'is_harm_named': 'harm_part', 'is_rare': 'rare', 'is_control': 'control', 'is_process': 'process',
    'is_unspecific': 'unspecific', 'is_duration_named': 'duration_name', 'is_template_named': 'template_name', 'is_asked_yes': 'asks_yes',
    'is_beyond_whole': 'fixed_ceiling', 'is_averted': 'averted', 'is_deed': 'deed', 'is_without_base': 'no_base', 'is_running': 'runs',
    'is_ill': 'ill', 'is_within_whole': 'within_whole', 'is_change': 'change', 'is_due_in_part': 'share_due_in_part', 'is_scored': 'scored', 'is_exceeding': 'exceeding',
} %}
with

indicators as (
    select
        *,
        regexp_replace(indicator_name_fold, '\s+', '', 'g') as whole_name,
        -- with the unit of a column of its own
        regexp_replace(
            target_fold || case when target_fold <> '' and not ends_with(target_fold, coalesce(column_unit_fold, '')) then column_unit_fold else '' end, '\s+', '', 'g'
        ) as whole_target
    from {{ ref('int_indicators') }}
),

-- Each name is read once.
names as (
    select
        whole_name,
        {%- for flag, word_class in flags.items() %}
        regexp_matches(bare_name, '{{ audit_words(word_class) }}') as {{ flag }},
        {%- endfor %}
        bare_name in (select l.word from {{ ref('indicator_levels') }} as l) as is_label,
        -- the things of a name that lists several
        list_filter(string_split(bare_name, '、'), thing -> length(thing) > 1) as things_named,
        bare_name
    from (
        select distinct
            whole_name,
            -- a formula or bracket that ends a name, and points around it, are no part of it
            regexp_replace(whole_name, '=[^=]*/.*$|(?:\([^()]*\)|[。.:;,"])+$|^[。.:;,"]+', '', 'g') as bare_name
        from indicators
        where whole_name is not null
    ) as n
),

units as (
    select distinct on (unit)
        unit,
        unit_class
    from {{ ref('target_units') }}
    order by unit, unit_class
),

final as (
    select
        -- ids
        i.indicator_key,
        i.project_key,
        i.document_key,
        i.indicator_ordinal,
        i.printed_number,
        -- project
        p.scope,
        p.project_name_fold,
        p.fiscal_year,
        p.objective_text,
        greatest(m.total_amount_yuan, m.whole_project_total_yuan) as project_yuan,
        -- levels
        i.level1,
        i.level2,
        i.level1_text,
        i.level2_text,
        i.level2_source,
        -- name
        i.indicator_name,
        coalesce(i.whole_name, '') as whole_name,
        coalesce(n.bare_name, '') as bare_name,
        n.* exclude (bare_name, whole_name),
        -- target
        i.target_text,
        i.whole_target,
        regexp_replace(i.whole_target, '^[=:]+|[。.;,!]+$', '', 'g') as bare_target,
        t.target_kind,
        t.target_comparator,
        t.target_value,
        t.target_value_upper,
        t.target_unit,
        t.target_unit_conformed as unit,
        coalesce(u.unit_class, case when starts_with(t.target_unit_conformed, '元') then 'money' end) as unit_class,
        t.is_understood,
        t.is_taken_back,
        i.period_target_text,
        o.polarity,
        o.polarity_source,
        v.vagueness,
        i.note_text,
        i.weight,
        -- place
        i.source_page,
        i.source_table,
        i.source_row
    from indicators as i
    inner join {{ ref('int_projects') }} as p using (project_key)
    inner join {{ ref('int_kept_targets') }} as t on i.indicator_key = t.indicator_key
    inner join {{ ref('int_indicator_polarities') }} as o on i.indicator_key = o.indicator_key
    inner join {{ ref('int_indicator_vaguenesses') }} as v on i.indicator_key = v.indicator_key
    left join {{ ref('int_project_money') }} as m on i.project_key = m.project_key
    left join names as n on i.whole_name = n.whole_name
    left join units as u on regexp_extract(t.target_unit_conformed, '^[^/(]+') = u.unit
)

select * from final
