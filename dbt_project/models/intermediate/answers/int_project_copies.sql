{{ config(meta={'scope': 'release'}) }}
-- Each project's first print, followed through however many links, and the one print of it that sums use: the first that is current.
with recursive

lists as (
    select
        p.project_key,
        p.document_key,
        p.project_ordinal,
        p.project_name_fold,
        p.unit_key,
        p.unit_source,
        d.scope,
        d.is_current,
        d.same_as_project_key,
        concat_ws('|', p.layout, coalesce(p.form_title_text, ''), coalesce(p.form_number, '')) as list_name
    from {{ ref('int_projects') }} as p
    inner join {{ ref('dim_project') }} as d using (project_key)
),

-- A list of which most is printed further up is a choice from the list there.
choices as (
    select
        document_key,
        list_name
    from lists
    where scope = 'project'
    group by document_key, list_name
    having count(*) > 2 and count(*) filter (starts_with(same_as_project_key, document_key)) >= 0.5 * count(*)
),

-- Its other rows are copies too where their name stands there once, though the money differs.
copies as (
    select
        later.project_key,
        min(earlier.project_key) as same_as_project_key
    from lists as later
    inner join choices as c using (document_key, list_name)
    inner join lists as earlier
        on later.document_key = earlier.document_key
        and later.list_name <> earlier.list_name
        and later.project_ordinal > earlier.project_ordinal
        and later.project_name_fold = earlier.project_name_fold
        and (later.unit_key = earlier.unit_key or later.unit_source <> 'printed')
    where later.scope = 'project' and earlier.scope = 'project' and later.same_as_project_key is null
    group by later.project_key
    having count(*) = 1
),

links as (
    select
        l.project_key,
        coalesce(l.same_as_project_key, c.same_as_project_key) as same_as_project_key
    from lists as l
    left join copies as c using (project_key)
),

chains as (
    select
        project_key,
        project_key as print_key,
        0 as link_count
    from links
    union all
    select
        c.project_key,
        k.same_as_project_key as print_key,
        c.link_count + 1 as link_count
    from chains as c
    inner join links as k on c.print_key = k.project_key
    -- more links than any document makes
    where k.same_as_project_key is not null and c.link_count < 9
),

firsts as (
    select
        project_key,
        arg_max(print_key, link_count) as first_print_key
    from chains
    group by project_key
),

chosen as (
    select
        l.project_key,
        l.scope,
        l.is_current,
        min(l.project_key) filter (l.is_current) over (partition by f.first_print_key) as counted_project_key
    from lists as l
    inner join firsts as f using (project_key)
),

final as (
    select
        project_key,
        coalesce(scope = 'project' and project_key = counted_project_key, false) as is_counted,
        nullif(counted_project_key, project_key) as counted_as_project_key
    from chosen
)

select * from final
