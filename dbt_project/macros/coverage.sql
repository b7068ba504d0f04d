{# A text without blanks, as characters are counted. #}
{% macro without_blanks(printed) -%}
    regexp_replace({{ printed }}, '[\s\x{0085}\x{00a0}\x{2000}-\x{200f}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]', '', 'g')
{%- endmacro %}
