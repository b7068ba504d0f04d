-- The wide mart says of every indicator what the tables it is made of say.
{%- set columns = [
    'project_key', 'unit_key', 'document_key', 'fiscal_year', 'is_current', 'indicator_ordinal', 'level1', 'level2', 'indicator_name', 'target_text',
    'period_target_text', 'target_kind', 'target_comparator', 'target_value', 'target_value_upper', 'target_unit', 'target_unit_conformed',
    'deadline_date', 'target_note', 'weight', 'source_page'
] %}
select
    coalesce(m.indicator_key, f.indicator_key) as indicator_key,
    coalesce(m.source_page, f.source_page) as page_number,
    f.target_text as expected,
    m.target_text as observed
from {{ ref('mart_indicator') }} as m
full join {{ ref('fact_indicator') }} as f on m.indicator_key = f.indicator_key
where m.indicator_key is null or f.indicator_key is null
    {%- for column in columns %}
    or m.{{ column }} is distinct from f.{{ column }}
    {%- endfor %}
union all
select
    m.indicator_key,
    m.source_page as page_number,
    'the total of the project, as printed where one is' as expected,
    m.project_total_yuan_do_not_sum::varchar as observed
from {{ ref('mart_indicator') }} as m
inner join {{ ref('mart_project') }} as p on m.project_key = p.project_key
left join {{ ref('fact_project_funding') }} as f on m.project_key = f.project_key and m.project_total_yuan_do_not_sum = f.amount_yuan
where m.project_total_yuan_do_not_sum is distinct from p.total_amount_yuan or (p.total_amount_source = 'printed' and f.project_key is null)
