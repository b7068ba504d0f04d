-- No two pages give word for word the same indicators of projects of the same name, which is what a page read twice looks like.
{{ config(meta={'severity': 'warning'}) }}
with

pages as (
    select
        i.document_key,
        i.page_number,
        string_agg(
            concat_ws('|', p.project_name_text, i.combined_text, i.level1_text, i.level2_text, i.indicator_name_text, i.target_text), chr(10)
            order by i.project_ordinal, i.cell_ordinal
        ) as content
    from {{ ref('stg_indicator_cells') }} as i
    left join {{ ref('stg_project_rows') }} as p using (project_key)
    group by i.document_key, i.page_number
    having count(*) >= 5
)

select
    document_key,
    min(page_number) as page_number,
    'once' as expected,
    'again on page ' || max(page_number) as observed
from pages
group by document_key, content
having count(*) > 1
