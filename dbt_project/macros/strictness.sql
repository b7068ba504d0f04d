{#
  Whether a higher or lower number says how much is asked, and not how large the project is. ``strictness`` is that of the unit's class (seed unit_classes);
  so much for each of something always says it.
#}
{% macro says_how_strict(unit, strictness, polarity) -%}
    coalesce(contains({{ unit }}, '/') or {{ strictness }} = 'always' or ({{ strictness }} = 'harm' and {{ polarity }} = 'less_is_better'), false)
{%- endmacro %}
