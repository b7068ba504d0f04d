-- The worked examples are read rightly; a check of readings that would take one back is itself wrong.
{%- for model in ['int_check_kinds', 'int_check_comparators', 'int_check_units', 'int_check_values'] %}
select
    c.reading_key,
    c.check_name,
    c.expected,
    c.observed
from {{ ref(model) }} as c
inner join {{ ref('int_checkable_readings') }} as r using (reading_key)
where r.is_example
{% if not loop.last %}union all{% endif %}
{%- endfor %}
