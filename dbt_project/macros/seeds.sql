{#
  A seed as it is loaded, for what is read of it while a model is compiled. ``ref`` says that the model needs it; in a unit test it names rows
  that are given in its place, and those are not there yet.
#}
{% macro loaded_seed(name) -%}
    {%- do ref(name) -%}
    {%- if execute -%}
        {{ return(api.Relation.create(database='work', schema='seeds', identifier=name)) }}
    {%- endif -%}
{%- endmacro %}
