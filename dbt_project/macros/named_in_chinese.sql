{#
  Statements that make a view of a mart under its Chinese name, its columns named in Chinese too. A description begins with that name and goes on behind
  the first mark or blank; the view and its columns keep the whole of it as their comment.
#}
{% macro named_in_chinese(model) -%}
    {%- if execute and model.name.startswith('mart_') -%}
        {%- set view = 'main."' ~ chinese_name(model.description) ~ '"' -%}
        create or replace view {{ view }} as select
        {%- for column in model.columns.values() %}
            "{{ column.name }}" as "{{ chinese_name(column.description) }}"{{ ',' if not loop.last }}
        {%- endfor %}
        from main."{{ model.name }}";
        comment on view {{ view }} is '{{ (model.description | trim ~ ' 即 ' ~ model.name ~ '。The table ' ~ model.name ~ ' under Chinese names.') | replace("'", "''") }}';
        {%- for column in model.columns.values() %}
        comment on column {{ view }}."{{ chinese_name(column.description) }}" is '{{ (column.description ~ '（' ~ column.name ~ '）') | replace("'", "''") }}';
        {%- endfor %}
    {%- endif -%}
{%- endmacro %}

{# The Chinese name that a description begins with. #}
{% macro chinese_name(description) -%}
    {{- modules.re.split('[，、。；：（(/ ]', description | trim)[0] -}}
{%- endmacro %}
