{# The words of a reviewed seed that ``condition`` picks, longest first, as an alternation for a pattern that is fixed when the model is compiled. #}
{% macro listed_words(seed, condition) -%}
    {%- set relation = ref(seed) -%}
    {%- if execute -%}
        {%- set words = run_query("select word from " ~ relation ~ " where " ~ condition ~ " order by length(word) desc, word").columns[0].values() -%}
        (?:{{ words | map('string') | join('|') }})
    {%- endif -%}
{%- endmacro %}

{# A pattern for a text in which words of one class of ``seed`` stand, each in its place: the whole text, its beginning, its end, any part. #}
{% macro words_in_place(seed, condition) -%}
    {%- set relation = ref(seed) -%}
    {%- set frames = {'whole': '^(?:%s)$', 'begin': '^(?:%s)', 'end': '(?:%s)$', 'part': '(?:%s)'} -%}
    {%- if execute -%}
        {%- for row in run_query(
            "select place, string_agg(word, '|' order by length(word) desc, word) from " ~ relation ~ " where " ~ condition ~ " group by place order by place"
        ).rows -%}
            {{ frames[row[0]] | format(row[1]) }}{{ '|' if not loop.last }}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
