{# A folded amount without white space and thousands separators. #}
{% macro bare_amount(folded) -%}
    regexp_replace({{ folded }}, '[\s,，]', '', 'g')
{%- endmacro %}

{# The unit of money that a bare amount carries itself, else the one printed over it; null where neither does. #}
{% macro money_unit_of(bare, unit_folded) -%}
    coalesce(
        nullif(regexp_extract({{ bare }}, '[0-9](百万元|千元|万元|亿元|元)$', 1), ''),
        nullif(regexp_extract({{ unit_folded }}, '(百万元|千元|万元|亿元|元)', 1), '')
    )
{%- endmacro %}

{# The number of a bare amount as text, null where it is none. #}
{% macro amount_number(bare) -%}
    nullif(regexp_extract({{ bare }}, '^(-?[0-9]+(?:\.[0-9]+)?)(?:百万元|千元|万元|亿元|元)?$', 1), '')
{%- endmacro %}

{# That number in yuan; decimals are exact. #}
{% macro amount_in_yuan(number, factor) -%}
    cast(try_cast({{ number }} as decimal(24, 8)) * {{ factor }} as decimal(20, 2))
{%- endmacro %}

{# Half of the last printed place in yuan: what rounding can have taken from the amount. #}
{% macro amount_rounding(number, factor) -%}
    0.5 * {{ factor }} / pow(10, length(regexp_extract({{ number }}, '\.([0-9]+)$', 1)))
{%- endmacro %}
