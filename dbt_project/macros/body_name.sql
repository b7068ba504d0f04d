{#
  A body's name as it is compared: without blanks, without the party's name before an organ of it, without 本级 and 机关, which say that the body itself is meant.
#}
{% macro body_name(name) -%}
    regexp_replace(regexp_replace(translate({{ name }}, '（）', '()'), '\s+', '', 'g'), '^(?:中共|中国共产党)|(?:\(本级\)|\(机关\)|本级|机关)$', '', 'g')
{%- endmacro %}
