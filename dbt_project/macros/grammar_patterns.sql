{#
  The grammar's patterns, ready for a regular expression that is fixed when a model is compiled: a dictionary of name to pattern.
  Sources: the reviewed words (target_grammar_terms), units (target_units), named patterns (target_grammar_patterns) and rules
  (target_grammar_rules). A pattern names another as @name@. Word lists are longest first, so that the longest word is read.
  Only what RE2 and Java's regular expressions share is used: no look-around, no possessive quantifiers.
#}
{% macro grammar_patterns() -%}
    {%- set patterns = {} -%}
    {#- named outside the condition, so that every model that reads the grammar depends on its seeds -#}
    {%- set terms, units, named_patterns, rules = loaded_seed('target_grammar_terms'), loaded_seed('target_units'), loaded_seed('target_grammar_patterns'), loaded_seed('target_grammar_rules') -%}
    {%- if execute -%}
        {%- set words = run_query(
            "select * from (select term_class, term from " ~ terms
            ~ " union all select case unit_class when 'ratio' then 'unit_ratio' else 'unit_other' end, unit from " ~ units
            ~ " union all select 'unit_any', unit from " ~ units
            ~ " union all select 'unit_number', unit from " ~ units ~ " where is_after_number"
            ~ " union all select 'unit_name', unit from " ~ units ~ " where is_in_name"
            ~ " union all select 'unit_chinese', unit from " ~ units ~ " where is_with_chinese_numeral"
            ~ " union all select 'unit_dimension', unit from " ~ units ~ " where unit_class in ('time', 'length', 'area', 'volume', 'mass', 'energy')"
            ~ " union all select 'unit_quantity', unit from " ~ units ~ " where unit_class in ('length', 'area', 'volume', 'mass', 'energy', 'data')"
            ~ ") order by term_class, length(term) desc, term"
        ) -%}
        {%- set lists = {} -%}
        {%- for row in words.rows -%}
            {%- do lists.setdefault(row[0], []).append(modules.re.escape(row[1])) -%}
        {%- endfor -%}
        {%- for name, terms in lists.items() -%}
            {%- do patterns.update({name: '(?:' ~ terms | join('|') ~ ')'}) -%}
        {%- endfor -%}
        {%- set named = run_query(
            "select pattern_name, pattern from " ~ named_patterns
            ~ " union all select rule_code, pattern from " ~ rules ~ " where pattern is not null order by 1"
        ) -%}
        {%- for row in named.rows -%}
            {%- do patterns.update({row[0]: row[1]}) -%}
        {%- endfor -%}
        {%- for row in named.rows -%}
            {%- do patterns.update({row[0]: grammar_expanded(patterns, row[0])}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(patterns) }}
{%- endmacro %}

{# One pattern with every @name@ replaced by what it names, down to the words. #}
{% macro grammar_expanded(patterns, name) -%}
    {%- set state = namespace(text=patterns[name]) -%}
    {%- for _ in range(12) -%}
        {%- for used in modules.re.findall('@([a-z_0-9]+)@', state.text) -%}
            {%- set state.text = state.text.replace('@' ~ used ~ '@', patterns[used]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(state.text) }}
{%- endmacro %}

{# A pattern as a SQL string. #}
{% macro grammar_quoted(pattern) -%}
    '{{ (pattern or '') | replace("'", "''") }}'
{%- endmacro %}

{# The rules of one scope in the order in which they are tried: rows of rule_code, target_kind. #}
{% macro grammar_rules(scope) -%}
    {%- set all_rules = loaded_seed('target_grammar_rules') -%}
    {%- if execute -%}
        {{ return(run_query("select rule_code, target_kind from " ~ all_rules ~ " where rule_scope = '" ~ scope ~ "' order by rule_order").rows) }}
    {%- endif -%}
    {{ return([]) }}
{%- endmacro %}

{# The patterns of one scope's rules as one alternation, in their order. #}
{% macro grammar_alternation(patterns, scope) -%}
    {%- set found = [] -%}
    {%- for rule in grammar_rules(scope) -%}
        {%- if rule[0] in patterns -%}{%- do found.append(patterns[rule[0]]) -%}{%- endif -%}
    {%- endfor -%}
    {{ return(found | join('|')) }}
{%- endmacro %}

{# What a word of one class means, as a case expression over a column that holds the word. #}
{% macro grammar_meaning(word, classes) -%}
    {%- set all_terms = loaded_seed('target_grammar_terms') -%}
    {%- if execute -%}
        {%- set rows = run_query(
            "select meaning, term from " ~ all_terms ~ " where term_class in ('" ~ classes | join("', '") ~ "') order by meaning, term"
        ).rows -%}
        {%- set by_meaning = {} -%}
        {%- for row in rows -%}{%- do by_meaning.setdefault(row[0], []).append(row[1] | replace("'", "''")) -%}{%- endfor -%}
        case
        {%- for meaning, terms in by_meaning.items() %}
            when {{ word }} in ('{{ terms | join("', '") }}') then '{{ meaning }}'
        {%- endfor %}
        end
    {%- else -%}
        null
    {%- endif -%}
{%- endmacro %}
