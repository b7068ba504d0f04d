{# How a code stands at the start of a printed name: [105]教育部, 231_某局, 105 某局, 105001某局, 11000022Y000000433507-某项目. #}
{% macro _leading_code() -%}
    ^(?:[\[(（【]([0-9]{3,}(?:-[0-9]+)*)[\])）】]\s*[-_—]?\s*|([0-9]{3,}[0-9A-Z]*)\s*[_—-]\s*|([0-9]{3,5})\s+|([0-9]{5,}[0-9A-Z]{1,}))([^0-9A-Z\s年月日.,%％-])
{%- endmacro %}

{# How it stands behind the name: 教育部 105, 教育部[105]. #}
{% macro _trailing_code() -%}
    ([^0-9A-Za-z\s.,-])(?:\s*[\[【]([0-9]{3,})[\]】]|\s+([0-9]{3,}))\s*$
{%- endmacro %}

{# The code printed with a name, or null. A year before the name (2026-某项目) is no code. #}
{% macro printed_code(printed) -%}
    nullif(regexp_replace(
        regexp_extract({{ printed }}, '{{ _leading_code() }}', 1) || regexp_extract({{ printed }}, '{{ _leading_code() }}', 2)
        || regexp_extract({{ printed }}, '{{ _leading_code() }}', 3) || regexp_extract({{ printed }}, '{{ _leading_code() }}', 4)
        || regexp_extract({{ printed }}, '{{ _trailing_code() }}', 2) || regexp_extract({{ printed }}, '{{ _trailing_code() }}', 3),
        '^(?:19|20)[0-9]{2}$', ''
    ), '')
{%- endmacro %}

{# The name without that code. #}
{% macro without_code(printed) -%}
    case
        when {{ printed_code(printed) }} is null then {{ printed }}
        else regexp_replace(regexp_replace({{ printed }}, '{{ _leading_code() }}', '\5'), '{{ _trailing_code() }}', '\1')
    end
{%- endmacro %}
