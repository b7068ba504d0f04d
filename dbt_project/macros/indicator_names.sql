{#
  The reviewed rules that bring names of indicators to one form, in their order: dictionaries of code, pattern, replacement, measures.
  With ``of_measure`` those that apply to what is left before a name's measure, else those of the name as a whole.
  @unit@ stands for the units that a name may hold (target_units), @region@ for places (regions).
#}
{% macro indicator_name_rules(of_measure) -%}
    {#- named outside the condition, so that a model that reads the rules depends on every seed -#}
    {%- set rules, units, regions = ref('indicator_name_rules'), ref('target_units'), ref('regions') -%}
    {%- set found = [] -%}
    {%- if execute -%}
        {%- set words = {'unit': [], 'region': []} -%}
        {%- for row in run_query(
            "select list, word from (select 'unit' as list, unit as word from " ~ units ~ " where is_in_name"
            ~ " union all select 'region', region_name from " ~ regions
            ~ " union all select 'region', regexp_replace(region_name, '[省市]$', '') from " ~ regions ~ " where regexp_matches(region_name, '..[省市]$')"
            ~ ") order by length(word) desc, word"
        ).rows -%}
            {%- do words[row[0]].append(modules.re.escape(row[1])) -%}
        {%- endfor -%}
        {%- for row in run_query(
            "select rule_code, pattern, coalesce(replacement, ''), measures from " ~ rules
            ~ " where (measures is not null) = " ~ of_measure ~ " order by rule_order::integer"
        ).rows -%}
            {%- do found.append({
                'code': row[0],
                'pattern': row[1].replace('@unit@', '(?:' ~ words['unit'] | join('|') ~ ')').replace('@region@', words['region'] | join('|')),
                'replacement': row[2],
                'measures': row[3],
            }) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(found) }}
{%- endmacro %}

{# The measures that a name may end in, longest first, as an alternation. #}
{% macro indicator_measure_endings() -%}
    {%- set measures = ref('indicator_measures') -%}
    {%- if execute -%}
        {{- run_query("select distinct measure, length(measure) as n from " ~ measures ~ " order by n desc, measure").columns[0].values() | join('|') -}}
    {%- endif -%}
{%- endmacro %}

{# The words of which a name must have the same as another to be taken for it, longest first, as an alternation; with them numbers and Latin words. #}
{% macro indicator_contrast_words() -%}
    {%- set contrasts = ref('indicator_name_contrasts') -%}
    {%- if execute -%}
        {{- run_query(
            "select distinct word, length(word) as n from (select unnest(string_split(words, '|')) as word from " ~ contrasts ~ ") order by n desc, word"
        ).columns[0].values() | join('|') -}}|[0-9]+(?:[.][0-9]+)?|[A-Za-z]+|[一二三四五六七八九十]+
    {%- endif -%}
{%- endmacro %}
