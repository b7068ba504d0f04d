{# Raw tables that a correction can speak of, with what its project_ordinal and row_ordinal are there. #}
{% macro correctable_tables() -%}
    {{ return({
        'documents': ['null', 'null', 'null'],
        'project_rows': ['project_ordinal', 'null', 'page_number'],
        'indicator_cells': ['project_ordinal', 'cell_ordinal', 'page_number'],
        'funding_cells': ['project_ordinal', 'funding_ordinal', 'page_number'],
        'total_rows': ['null', 'total_ordinal', 'page_number']
    }) }}
{%- endmacro %}

{# A raw table with the reviewed corrections applied to its texts, their folded twins and their words; everything else as landed. #}
{% macro corrected(table) -%}
    {%- set place = correctable_tables()[table] -%}
    {%- set names, words = [], [] -%}
    {%- if execute -%}
        {%- for column in adapter.get_columns_in_relation(source('raw', table)) if column.name.endswith('_text') -%}
            {%- do names.append(column.name[:-5]) -%}
        {%- endfor -%}
        {%- for column in adapter.get_columns_in_relation(source('raw', table)) if column.name.endswith('_word') -%}
            {%- do words.append(column.name[:-5]) -%}
        {%- endfor -%}
    {%- endif -%}
    select
        r.*
        {%- if names %} replace (
            {%- for name in names %}
            coalesce(c.{{ name }}_text, r.{{ name }}_text) as {{ name }}_text,
            {%- if name in words %}
            case when c.{{ name }}_text is null then r.{{ name }}_word else c.{{ name }}_word end as {{ name }}_word,
            {%- endif %}
            coalesce(c.{{ name }}_fold, r.{{ name }}_fold) as {{ name }}_fold{{ ',' if not loop.last }}
            {%- endfor %}
        )
        {%- endif %}
    from {{ source('raw', table) }} as r
    left join (
        select
            document_key as corrected_document_key,
            project_ordinal as corrected_project_ordinal,
            row_ordinal as corrected_row_ordinal
            {%- for name in names %},
            max(corrected_text) filter (column_name = '{{ name }}_text') as {{ name }}_text,
            max(corrected_fold) filter (column_name = '{{ name }}_text') as {{ name }}_fold,
            max(corrected_word) filter (column_name = '{{ name }}_text') as {{ name }}_word
            {%- endfor %}
        from {{ ref('stg_corrections') }}
        where status = 'applied' and table_name = '{{ table }}'
        group by document_key, project_ordinal, row_ordinal
    ) as c
        on r.document_key = c.corrected_document_key
        {%- if place[0] != 'null' %} and r.{{ place[0] }} = c.corrected_project_ordinal{% endif %}
        {%- if place[1] != 'null' %} and r.{{ place[1] }} = c.corrected_row_ordinal{% endif %}
{%- endmacro %}
