{{ config(meta={'scope': 'release'}) }}
-- The same project before and now, one to one: by its code, else its name, else the likeness of its name.
with

now_rows as (
    select *, project_key as row_key from {{ ref('int_compared_projects') }}
    where is_now
),

before_rows as (
    select *, project_key as row_key from {{ ref('int_compared_projects') }}
    where not is_now
),

{{ paired_rows(
    [['code', ['scope', 'project_code', 'name_key']], ['code', ['scope', 'project_code']], ['name', ['scope', 'unit_name', 'name_key']], ['name', ['scope', 'name_key']]],
    0.8, "scope || '|' || unit_name", 0.7
) }},

final as (
    select
        p.group_key,
        p.row_key as project_key,
        p.before_key as before_project_key,
        p.match_method,
        p.match_score,
        n.name_key <> b.name_key as is_renamed
    from pairs as p
    inner join now_rows as n on p.group_key = n.group_key and p.row_key = n.row_key
    inner join before_rows as b on p.group_key = b.group_key and p.before_key = b.row_key
)

select * from final
