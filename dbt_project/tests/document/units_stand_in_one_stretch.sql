-- Where a layout groups projects under subtotals of units, those of a unit follow each other; a break often is a project under the wrong unit.
{{ config(meta={'severity': 'warning'}) }}
with

grouped as (
    select distinct layout
    from {{ ref('stg_total_rows') }}
    where total_kind = 'unit'
),

in_order as (
    select
        document_key,
        page_number,
        unit_text,
        lag(unit_text) over (partition by document_key order by project_ordinal) as unit_before
    from {{ ref('stg_project_rows') }}
    semi join grouped using (layout)
    where scope = 'project'
)

select
    document_key,
    max(page_number) as page_number,
    unit_text as expected,
    count(*) || ' stretches' as observed
from in_order
where unit_before is distinct from unit_text
group by document_key, unit_text
having count(*) > 1
