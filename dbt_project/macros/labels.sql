{# A printed label in the form that the synonym files list: folded already, without white space, code, numbering, brackets and score. #}
{% macro bare_label(folded) -%}
    regexp_replace(
        regexp_replace({{ folded }}, '\s+|\([^()]*\)|\[[^\[\]]*\]|[:：;；,，、。]', '', 'g'),
        '^(?:其中|[0-9]+(?:\.[0-9]+)*[-—–.]?)|[0-9]+(?:\.[0-9]+)?(?:分|%)?$', '', 'g'
    )
{%- endmacro %}

{# The labels of one place of a synonym seed as an alternation, longest first, for a pattern that is fixed when the model is compiled. #}
{% macro level_label_alternation(place) -%}
    {%- set levels = loaded_seed('indicator_levels') -%}
    {%- if execute -%}
        {%- set labels = run_query(
            "select word from " ~ levels ~ " where place in ('" ~ place ~ "', 'both') order by length(word) desc, word"
        ).columns[0].values() -%}
        {{- labels | join('|') -}}
    {%- endif -%}
{%- endmacro %}
