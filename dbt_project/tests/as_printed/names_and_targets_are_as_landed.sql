-- Names and targets stand in the texts that were landed for their project: those of columns in their own column and row, those cut from one cell in that cell.
with

published as (
    select
        indicator_key,
        project_key,
        indicator_ordinal,
        regexp_replace(indicator_name, '\s', '', 'g') as name_text,
        regexp_replace(target_text, '\s', '', 'g') as target_text
    from {{ ref('fact_indicator') }}
),

landed as (
    select
        project_key,
        row_number() over (partition by project_key order by cell_ordinal) as indicator_ordinal,
        count(combined_text) over (partition by project_key) as combined_count,
        regexp_replace(indicator_name_text, '\s', '', 'g') as name_text,
        regexp_replace(coalesce(target_text, ''), '\s', '', 'g') as target_text
    from {{ ref('stg_indicator_cells') }}
),

combined as (
    select
        project_key,
        regexp_replace(string_agg(combined_text, '' order by cell_ordinal), '\s', '', 'g') as cell_text
    from {{ ref('stg_indicator_cells') }}
    where combined_text is not null
    group by project_key
)

select
    p.indicator_key,
    l.name_text || ' | ' || l.target_text as expected,
    p.name_text || ' | ' || p.target_text as observed
from published as p
inner join landed as l using (project_key, indicator_ordinal)
where l.combined_count = 0 and (not contains(l.name_text, p.name_text) or not contains(p.target_text, l.target_text))
union all
select
    p.indicator_key,
    left(c.cell_text, 200) as expected,
    p.name_text || ' | ' || p.target_text as observed
from published as p
inner join combined as c using (project_key)
where position(p.target_text in substr(c.cell_text, position(p.name_text in c.cell_text) + length(p.name_text))) = 0 or not contains(c.cell_text, p.name_text)
