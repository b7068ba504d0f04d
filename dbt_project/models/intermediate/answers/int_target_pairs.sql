{{ config(meta={'scope': 'release'}) }}
-- The same indicator of the same project before and now, one to one: by its level and name, else its name, else the likeness of its name.
with

project_pairs as (
    select * from {{ ref('int_project_pairs') }}
),

indicators as (
    select
        f.indicator_key as row_key,
        f.project_key,
        coalesce(f.level2, '') as level2,
        {{ comparable_name('i.indicator_name_fold') }} as name_key
    from {{ ref('fact_indicator') }} as f
    inner join {{ ref('int_indicators') }} as i using (indicator_key)
    where i.indicator_name_fold <> ''
),

now_rows as (
    select
        p.group_key || '|' || p.project_key as group_key,
        i.*
    from project_pairs as p
    inner join indicators as i on p.project_key = i.project_key
),

before_rows as (
    select
        p.group_key || '|' || p.project_key as group_key,
        i.*
    from project_pairs as p
    inner join indicators as i on p.before_project_key = i.project_key
),

{{ paired_rows([['name', ['level2', 'name_key']], ['name', ['name_key']]], 0.75, 'level2', 0.6) }},

final as (
    select
        p.group_key,
        p.project_key,
        p.before_project_key,
        m.row_key as indicator_key,
        m.before_key as before_indicator_key,
        m.match_method,
        m.match_score
    from pairs as m
    inner join project_pairs as p on m.group_key = p.group_key || '|' || p.project_key
)

select * from final
