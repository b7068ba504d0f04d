with

compared as (
    select * from {{ ref('int_compared_projects') }}
),

pairs as (
    select * from {{ ref('int_project_pairs') }}
),

projects as (
    select * from {{ ref('mart_project') }}
),

-- Projects that stand on one side only are rows too.
sides as (
    select
        group_key,
        project_key,
        before_project_key,
        match_method,
        match_score,
        is_renamed,
        'continued' as status
    from pairs
    union all by name
    select
        c.group_key,
        c.project_key,
        'new' as status
    from compared as c
    where c.is_now and (c.group_key, c.project_key) not in (select (group_key, project_key) from pairs)
    union all by name
    select
        c.group_key,
        c.project_key as before_project_key,
        'discontinued' as status
    from compared as c
    where not c.is_now and (c.group_key, c.project_key) not in (select (group_key, before_project_key) from pairs)
),

target_counts as (
    select
        comparison_key,
        {%- for change in ['unchanged', 'raised', 'lowered', 'changed', 'made_vague', 'made_measured', 'added', 'dropped'] %}
        count(*) filter (target_change = '{{ change }}')::integer as {{ change }}_target_count,
        {%- endfor %}
        count(*) filter (is_at_ceiling)::integer as ceiling_target_count,
        string_agg(indicator_name || '：' || before_target_text || ' → ' || target_text, '；' order by indicator_key) filter (target_change = 'lowered')
            as lowered_targets_text
    from {{ ref('mart_target_year_over_year') }}
    group by comparison_key
),

keyed as (
    select
        *,
        {{ scorecard_key(['group_key', 'project_key', 'before_project_key']) }} as comparison_key
    from sides
),

final as (
    select
        k.comparison_key,
        split_part(k.group_key, '|', 1) as comparison,
        k.status,
        k.match_method,
        k.match_score,
        coalesce(n.region, b.region) as region,
        coalesce(n.department_name, b.department_name) as department_name,
        coalesce(n.scope, b.scope) as scope,
        k.project_key,
        k.before_project_key,
        n.fiscal_year,
        b.fiscal_year as before_fiscal_year,
        n.unit_name,
        b.unit_name as before_unit_name,
        n.project_name,
        b.project_name as before_project_name,
        coalesce(k.is_renamed, false) as is_renamed,
        n.total_amount_yuan,
        b.total_amount_yuan as before_total_amount_yuan,
        (n.total_amount_yuan - b.total_amount_yuan)::decimal(20, 2) as total_change_yuan,
        n.indicator_count,
        b.indicator_count as before_indicator_count,
        {%- for change in ['unchanged', 'raised', 'lowered', 'changed', 'made_vague', 'made_measured', 'added', 'dropped', 'ceiling'] %}
        case when k.status = 'continued' then coalesce(t.{{ change }}_target_count, 0) end as {{ change }}_target_count,
        {%- endfor %}
        t.lowered_targets_text
    from keyed as k
    left join projects as n on k.project_key = n.project_key
    left join projects as b on k.before_project_key = b.project_key
    left join target_counts as t using (comparison_key)
)

select * from final
order by comparison, region, department_name, status, project_key nulls last, before_project_key
