{# Where a raw row is printed; the same columns in every raw table of printed rows. #}
{% macro place_columns() -%}
    page_number,
        page_last,
        table_number,
        row_number,
        bbox_x0,
        bbox_top,
        bbox_x1,
        bbox_bottom
{%- endmacro %}
