with

project_pairs as (
    select * from {{ ref('int_project_pairs') }}
),

pairs as (
    select * from {{ ref('int_target_pairs') }}
),

indicators as (
    select * from {{ ref('mart_indicator') }}
),

-- Indicators that stand on one side only are rows too.
sides as (
    select * from pairs
    union all by name
    select
        p.group_key,
        p.project_key,
        p.before_project_key,
        i.indicator_key
    from project_pairs as p
    inner join indicators as i on p.project_key = i.project_key
    where (p.group_key, i.indicator_key) not in (select (group_key, indicator_key) from pairs)
    union all by name
    select
        p.group_key,
        p.project_key,
        p.before_project_key,
        i.indicator_key as before_indicator_key
    from project_pairs as p
    inner join indicators as i on p.before_project_key = i.project_key
    where (p.group_key, i.indicator_key) not in (select (group_key, before_indicator_key) from pairs)
),

compared as (
    select
        s.*,
        split_part(s.group_key, '|', 1) as comparison,
        {%- for column in [
            'indicator_name', 'target_text', 'target_kind', 'target_comparator', 'target_value', 'target_value_upper', 'target_unit_conformed', 'due_date', 'vagueness'
        ] %}
        n.{{ column }},
        b.{{ column }} as before_{{ column }},
        {%- endfor %}
        coalesce(n.region, b.region) as region,
        coalesce(n.department_name, b.department_name) as department_name,
        coalesce(n.unit_name, b.unit_name) as unit_name,
        coalesce(n.project_name, b.project_name) as project_name,
        n.fiscal_year,
        b.fiscal_year as before_fiscal_year,
        coalesce(n.level1, b.level1) as level1,
        coalesce(n.level2, b.level2) as level2,
        coalesce(n.polarity, b.polarity) as polarity,
        n.target_kind = 'quantitative' and b.target_kind = 'quantitative' and coalesce(n.target_unit_conformed, '') = coalesce(b.target_unit_conformed, '')
        and n.target_value_upper is null and b.target_value_upper is null as are_comparable
    from sides as s
    left join indicators as n on s.indicator_key = n.indicator_key
    left join indicators as b on s.before_indicator_key = b.indicator_key
),

judged as (
    select
        *,
        case
            when before_indicator_key is null then 'added'
            when indicator_key is null then 'dropped'
            when regexp_replace(target_text, '\s+', '', 'g') = regexp_replace(before_target_text, '\s+', '', 'g') then 'unchanged'
            when are_comparable and target_value = before_target_value and target_comparator = before_target_comparator then 'unchanged'
            when before_vagueness = 'measured' and vagueness <> 'measured' then 'made_vague'
            when before_vagueness <> 'measured' and vagueness = 'measured' then 'made_measured'
            when are_comparable and target_value <> before_target_value and polarity in ('more_is_better', 'less_is_better')
                then case when (target_value > before_target_value) = (polarity = 'more_is_better') then 'raised' else 'lowered' end
            else 'changed'
        end as target_change
    from compared
),

final as (
    select
        {{ scorecard_key(['group_key', 'project_key', 'indicator_key', 'before_indicator_key']) }} as target_comparison_key,
        {{ scorecard_key(['group_key', 'project_key', 'before_project_key']) }} as comparison_key,
        comparison,
        region,
        department_name,
        unit_name,
        project_key,
        before_project_key,
        project_name,
        fiscal_year,
        before_fiscal_year,
        indicator_key,
        before_indicator_key,
        match_method,
        match_score,
        level1,
        level2,
        indicator_name,
        before_indicator_name,
        target_change,
        polarity,
        target_text,
        before_target_text,
        target_comparator,
        before_target_comparator,
        target_value,
        before_target_value,
        target_unit_conformed,
        before_target_unit_conformed,
        vagueness,
        before_vagueness,
        case when are_comparable then (target_value - before_target_value)::decimal(24, 6) end as value_change,
        target_change = 'unchanged' and coalesce(
            (polarity = 'more_is_better' and target_unit_conformed = '%' and target_value >= 100) or (polarity = 'less_is_better' and target_value = 0), false
        ) as is_at_ceiling
    from judged
)

select * from final
order by comparison, project_key, indicator_key nulls last, before_indicator_key nulls first
