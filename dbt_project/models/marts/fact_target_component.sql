select
    indicator_key,
    component_ordinal::integer as component_ordinal,
    component_text,
    is_alternative,
    target_comparator,
    target_value,
    target_value_upper,
    target_unit
from {{ ref('int_indicator_target_components') }}
order by indicator_key, component_ordinal
