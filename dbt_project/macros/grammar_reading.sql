{# The key of a distinct input: what a reading depends on, and nothing else. #}
{% macro grammar_input_key(target, column_unit, name_unit, is_length_name) -%}
    md5({{ target }} || chr(31) || coalesce({{ column_unit }}, '') || chr(31) || coalesce({{ name_unit }}, '') || chr(31) || case when {{ is_length_name }} then '1' else '0' end)
{%- endmacro %}

{#
  What a target's reading depends on, for rows of (id, target_fold, column_unit_fold, indicator_name_fold): the unit in the bracket that
  ends the name, where it is a measure or a magnitude, and whether the name speaks of a length (which matters only beside a month).
#}
{% macro grammar_inputs(relation, id) -%}
    {%- set p = grammar_patterns() -%}
    with

    source as (
        select
            {{ id }},
            trim(coalesce(target_fold, '')) as target_fold,
            nullif(regexp_replace(regexp_replace(coalesce(column_unit_fold, ''), '\s+', '', 'g'), '^其[他它]$', ''), '') as column_unit_fold,
            regexp_replace(coalesce(indicator_name_fold, ''), '\s+', '', 'g') as name_fold
        from {{ relation }}
    ),

    described as (
        select
            {{ id }},
            target_fold,
            column_unit_fold,
            regexp_replace(
                regexp_extract(name_fold, '[(\[【]([^()\[\]【】]+(?:\([^()]*\))?)[)\]】][。.,:;、*]*$', 1), '^(?:计量)?单位:?', ''
            ) as name_bracket,
            (contains(target_fold, '月') or coalesce(contains(column_unit_fold, '月'), false))
            and regexp_matches(regexp_replace(name_fold, {{ grammar_quoted(p.not_length_word) }}, '', 'g'), {{ grammar_quoted(p.length_word) }}) as is_length_name
        from source
    ),

    measured as (
        select
            {{ id }},
            target_fold,
            column_unit_fold,
            case when regexp_full_match(name_bracket, {{ grammar_quoted(p.name_unit) }}) then name_bracket end as name_unit_fold,
            is_length_name
        from described
    )

    select
        {{ id }},
        {{ grammar_input_key('target_fold', 'column_unit_fold', 'name_unit_fold', 'is_length_name') }} as input_key,
        target_fold,
        column_unit_fold,
        name_unit_fold,
        is_length_name
    from measured
{%- endmacro %}

{# The value of Chinese numerals below ten thousand (二十三, 两百零五, 百). #}
{% macro grammar_chinese_value(numeral) -%}
    {%- set digits = "translate(" ~ numeral ~ ", '一二两三四五六七八九零〇', '1223456789')" -%}
    (
        case when contains({{ numeral }}, '千') then coalesce(try_cast(nullif(regexp_extract({{ digits }}, '([1-9])千', 1), '') as integer), 1) * 1000 else 0 end
        + case when contains({{ numeral }}, '百') then coalesce(try_cast(nullif(regexp_extract({{ digits }}, '([1-9])百', 1), '') as integer), 1) * 100 else 0 end
        + case when contains({{ numeral }}, '十') then coalesce(try_cast(nullif(regexp_extract({{ digits }}, '([1-9])十', 1), '') as integer), 1) * 10 else 0 end
        + coalesce(try_cast(nullif(regexp_extract({{ digits }}, '([1-9]+)$', 1), '') as integer), 0)
    )
{%- endmacro %}

{# A number in digits or Chinese numerals as DECIMAL(24, 6), null where it is too long for it. #}
{% macro grammar_number(text, factor) -%}
    case
        when {{ text }} is null or {{ text }} = '' then null
        when {{ factor }} = 1 and regexp_matches({{ text }}, '^[0-9]') then try_cast({{ text }} as decimal(24, 6))
        else try_cast(
            case when regexp_matches({{ text }}, '^[0-9]') then try_cast({{ text }} as decimal(25, 7)) else {{ grammar_chinese_value(text) }} end
            * {{ factor }}::decimal(13, 0) as decimal(24, 6)
        )
    end
{%- endmacro %}

{# A column's or a name's unit parted into the factor of its magnitude and the unit without it. Columns factor and unit. #}
{% macro grammar_parted_unit(p, unit_text) -%}
    {%- set is_listed = "regexp_matches(split_part(" ~ unit_text ~ ", '/', 1), " ~ grammar_quoted('^' ~ p.unit_any ~ '(?:[(·、,].*)?$') ~ ")" -%}
    {%- set magnitude = '^(?:' ~ p.magnitude ~ '|' ~ p.magnitude_before_unit ~ ')' -%}
    case
        when {{ is_listed }} then 1
        else coalesce(({{ grammar_meaning("regexp_extract(" ~ unit_text ~ ", '" ~ magnitude ~ "')", ['magnitude', 'magnitude_before_unit']) }})::bigint, 1)
    end as factor,
    nullif(case when {{ is_listed }} then {{ unit_text }} else regexp_replace({{ unit_text }}, '{{ magnitude }}', '') end, '') as unit
{%- endmacro %}

{# A stretch of a text without the punctuation, or the one bracket, around it: struct of start and stop (the position behind it). #}
{% macro grammar_bare_span(text, first, stop) -%}
    {%- set piece = "substr(" ~ text ~ ", " ~ first ~ ", " ~ stop ~ " - " ~ first ~ ")" -%}
    struct_pack(
        first := {{ first }} + length(regexp_extract({{ piece }}, '^[\s;,:、。.!/+]*(?:\(|$)?')) - case when regexp_matches({{ piece }}, '^[\s;,:、。.!/+]*\(') and not regexp_full_match({{ piece }}, '[\s;,:、。.!/+]*\((?:[^()]|\([^()]*\))*(?:\)[\s;,:、。.!/+]*)?') then 1 else 0 end,
        stop := {{ stop }} - length(regexp_extract({{ piece }}, '[\s;,:、。.!/+]*$')) - case when regexp_full_match({{ piece }}, '[\s;,:、。.!/+]*\((?:[^()]|\([^()]*\))*\)[\s;,:、。.!/+]*') then 1 else 0 end
    )
{%- endmacro %}

{#
  The stretches of a printed text that a reading found in its folded twin, joined by a semicolon. Spans are structs of
  first (position from 1) and length; printed and folded text have the same length, so the same spans hold for both.
#}
{% macro grammar_cut(printed, spans) -%}
    nullif(array_to_string(list_transform({{ spans }}, span -> substr({{ printed }}, span.first, span.length)), '；'), '')
{%- endmacro %}

{#
  A stretch of the reading text (first, and the position behind its last) as a span of the input text: struct of first and length.
  The two differ only by blanks and commas, so where they do the n-th other character of one is the n-th of the other.
#}
{% macro grammar_input_span(input, is_shifted, first, stop) -%}
    {%- set others = "list_filter(range(1, length(" ~ input ~ ") + 1), i -> not regexp_matches(substr(" ~ input ~ ", i, 1), '[\\s,]'))" -%}
    {%- set before_first = "length(regexp_replace(substr(reading_text, 1, (" ~ first ~ ") - 1), '[\\s,]', '', 'g'))" -%}
    {%- set before_stop = "length(regexp_replace(substr(reading_text, 1, (" ~ stop ~ ") - 1), '[\\s,]', '', 'g'))" -%}
    case
        when {{ stop }} <= {{ first }} then null
        when {{ is_shifted }}
            then struct_pack(
                first := ({{ others }})[{{ before_first }} + 1]::integer,
                length := (({{ others }})[{{ before_stop }}] - ({{ others }})[{{ before_first }} + 1] + 1)::integer
            )
        else struct_pack(first := ({{ first }})::integer, length := ({{ stop }} - ({{ first }}))::integer)
    end
{%- endmacro %}

{# A unit by the reviewed list: the whole as listed, or each part between its slashes; what is not listed stays as printed. #}
{% macro grammar_conformed_unit(unit) -%}
    {%- set units = ref('target_units') -%}
    {%- if execute -%}
        {%- set rows = run_query("select unit, unit_conformed from " ~ units ~ " where unit <> unit_conformed or contains(unit, '/') order by unit").rows -%}
        {%- set pairs = [] -%}
        {%- for row in rows -%}{%- do pairs.append("'" ~ row[0] ~ "': '" ~ row[1] ~ "'") -%}{%- endfor -%}
        case
            when {{ unit }} is null then null
            else coalesce(
                (map {{ '{' }}{{ pairs | join(', ') }}{{ '}' }})[{{ unit }}],
                array_to_string(list_transform(string_split({{ unit }}, '/'), part -> coalesce((map {{ '{' }}{{ pairs | join(', ') }}{{ '}' }})[part], part)), '/')
            )
        end
    {%- else -%}
        {{ unit }}
    {%- endif -%}
{%- endmacro %}
