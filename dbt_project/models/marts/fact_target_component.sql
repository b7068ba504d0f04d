select
    c.indicator_key,
    c.component_ordinal::integer as component_ordinal,
    c.component_text,
    c.is_alternative,
    c.target_comparator,
    c.target_value,
    c.target_value_upper,
    c.target_unit,
    c.target_unit_conformed
from {{ ref('int_indicator_target_components') }} as c
inner join {{ ref('int_kept_targets') }} as k using (indicator_key)
where not k.is_taken_back
order by c.indicator_key, component_ordinal
