-- The marts say of every indicator, its components and its name what was landed and read, less the readings taken back.
{%- set read = [
    'target_kind', 'target_comparator', 'target_value', 'target_value_upper', 'target_unit', 'target_unit_source', 'target_unit_conformed', 'deadline_date',
    'target_note'
] %}
{%- set landed = ['target_text', 'period_target_text', 'level1', 'level2', 'level1_text', 'level2_text', 'weight', 'project_key', 'document_key'] %}
{%- set parts = ['component_text', 'is_alternative', 'target_comparator', 'target_value', 'target_value_upper', 'target_unit'] %}
with

components as (
    select p.*
    from {{ ref('int_indicator_target_components') }} as p
    inner join {{ ref('int_kept_targets') }} as k using (indicator_key)
    where not k.is_taken_back
)

select
    f.indicator_key,
    f.source_page as page_number,
    concat_ws(' ', i.indicator_name, i.target_text, '|', k.target_kind, k.target_comparator, k.target_value, k.target_unit) as expected,
    concat_ws(' ', f.indicator_name, f.target_text, '|', f.target_kind, f.target_comparator, f.target_value, f.target_unit) as observed
from {{ ref('fact_indicator') }} as f
left join {{ ref('int_indicators') }} as i using (indicator_key)
left join {{ ref('int_kept_targets') }} as k using (indicator_key)
where f.indicator_name is distinct from coalesce(i.indicator_name, '') or f.is_target_understood is distinct from k.is_understood
    {%- for column in read %}
    or f.{{ column }} is distinct from k.{{ column }}
    {%- endfor %}
    {%- for column in landed %}
    or f.{{ column }} is distinct from i.{{ column }}
    {%- endfor %}
union all
select
    coalesce(f.indicator_key, c.indicator_key) as indicator_key,
    null as page_number,
    concat_ws(' ', c.component_text, c.target_comparator, c.target_value, c.target_unit) as expected,
    concat_ws(' ', f.component_text, f.target_comparator, f.target_value, f.target_unit) as observed
from {{ ref('fact_target_component') }} as f
full join components as c using (indicator_key, component_ordinal)
where f.indicator_key is null or c.indicator_key is null
    {%- for column in parts %}
    or f.{{ column }} is distinct from c.{{ column }}
    {%- endfor %}
