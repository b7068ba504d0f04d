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
        group_key,
        row_key as project_key,
        before_key as before_project_key,
        match_method,
        match_score
    from pairs
)

select * from final
