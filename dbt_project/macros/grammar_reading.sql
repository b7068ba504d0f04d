{# The columns of a distinct input: what a reading depends on, and nothing else. #}
{% macro grammar_input_columns() -%}
    {{ return(['target_fold', 'column_unit_fold', 'name_unit_fold', 'name_comparator_fold', 'is_length_name', 'is_date_name']) }}
{%- endmacro %}

{# The key of a distinct input whose target is in the column ``target``. #}
{% macro grammar_input_key(target) -%}
    md5(concat_ws(chr(31), {{ target }}, coalesce(column_unit_fold, ''), coalesce(name_unit_fold, ''), coalesce(name_comparator_fold, ''), is_length_name::integer, is_date_name::integer))
{%- endmacro %}

{# A folded text with other drawings of a sign (U+2212, ⩾) as the sign that the rules name, and a comma before decimals as a point. Same length. #}
{% macro grammar_plain(folded) -%}
    {%- set all_terms = loaded_seed('target_grammar_terms') -%}
    {%- set drawn, meant = [], [] -%}
    {%- if execute -%}
        {%- for row in run_query("select term, meaning from " ~ all_terms ~ " where term_class = 'variant' order by term").rows -%}
            {%- do drawn.append(row[0]) -%}{%- do meant.append(row[1]) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set plain = "translate(" ~ folded ~ ", '" ~ drawn | join ~ "', '" ~ meant | join ~ "')" -%}
    case
        when not regexp_matches({{ folded }}, '[,{{ drawn | join }}]') then {{ folded }}
        when contains({{ folded }}, ',') then regexp_replace({{ plain }}, '^([^0-9,]{0,6}[0-9]{1,3}),([0-9]{1,2}\s*[%‰][。;,\s]*)$', '\1.\2')
        else {{ plain }}
    end
{%- endmacro %}

{#
  What a target's reading depends on, for rows of (id, target, unit of a column, name), all folded: the unit in the bracket that ends the
  name, where it is a measure or a magnitude; the comparison that ends the name; whether the name speaks of a length (which matters only
  beside a month) or of a date (only beside what may be a spreadsheet's number of a day). ``target`` names the column that is read, so that
  this year's target and the whole period's go the same way.
#}
{% macro grammar_inputs(relation, id, target='target_fold') -%}
    {%- set p = grammar_patterns() -%}
    with

    source as (
        select
            {{ id }},
            {{ grammar_plain("trim(coalesce(" ~ target ~ ", ''))") }} as target_fold,
            nullif(regexp_replace(regexp_replace(coalesce(column_unit_fold, ''), '\s+', '', 'g'), {{ grammar_quoted(p.no_unit) }}, ''), '') as column_unit_fold,
            regexp_replace(coalesce(indicator_name_fold, ''), '\s+', '', 'g') as name_fold
        from {{ relation }}
    ),

    described as (
        select
            {{ id }},
            target_fold,
            column_unit_fold,
            regexp_replace(
                regexp_extract(regexp_replace(name_fold, {{ grammar_quoted('(?:' ~ p.sign ~ '|' ~ p.word_before ~ ')[:。]?$') }}, ''), '[(\[【]([^()\[\]【】]+(?:\([^()]*\))?)[)\]】][。.,:;、*]*$', 1), '^(?:计量)?单位:?', ''
            ) as name_bracket,
            case when regexp_matches(right(name_fold, 2), '[^一-龥A-Za-z0-9]|[于过出超破少多高]') then nullif(regexp_extract(regexp_replace({{ grammar_plain('name_fold') }}, '[》〉]$', ''), {{ grammar_quoted('[^》〉](' ~ p.sign ~ '|' ~ p.word_before ~ ')(?:\\([^()]*\\))?[:。]?$') }}, 1), '') end as name_comparator_fold,
            (contains(target_fold, '月') or coalesce(contains(column_unit_fold, '月'), false))
            and (regexp_matches(name_fold, {{ grammar_quoted(p.length_sure) }}) or regexp_matches(regexp_replace(name_fold, {{ grammar_quoted(p.point_time ~ '|' ~ p.not_length_word) }}, '', 'g'), {{ grammar_quoted(p.length_word) }})) as is_length_name,
            -- with no name, too, nothing is counted
            regexp_full_match(target_fold, {{ grammar_quoted(p.serial_day) }}) and column_unit_fold is null and regexp_matches(name_fold, '^$|时间|时点|日期|时限|期限') as is_date_name
        from source
    ),

    measured as (
        select
            * exclude (name_bracket),
            case when regexp_full_match(name_bracket, {{ grammar_quoted(p.name_unit) }}) then name_bracket end as name_unit_fold
        from described
    )

    select
        {{ id }},
        {{ grammar_input_key('target_fold') }} as input_key,
        {{ grammar_input_columns() | join(',\n        ') }}
    from measured
{%- endmacro %}

{# A number in digits or Chinese numerals as DECIMAL(24, 6), null where it is too long for it; text and factor are columns. #}
{% macro grammar_number(text, factor) -%}
    case
        when {{ text }} is null or {{ text }} = '' then null
        when not regexp_full_match({{ text }}, '[0-9.]+(?:[Ee][+-]?[0-9]+)?') then try_cast(try_cast({{ numeral_value(text) }} as decimal(25, 7)) * {{ factor }}::decimal(13, 0) as decimal(24, 6))
        when {{ factor }} = 1 then try_cast({{ text }} as decimal(24, 6))
        else try_cast(try_cast({{ text }} as decimal(25, 12)) * {{ factor }}::decimal(13, 0) as decimal(24, 6))
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
    {%- set units = loaded_seed('target_units') -%}
    {%- if execute -%}
        {%- set rows = run_query("select unit, unit_conformed from " ~ units ~ " where unit <> unit_conformed or contains(unit, '/') order by unit").rows -%}
        {%- set pairs = [] -%}
        {%- for row in rows -%}{%- do pairs.append("'" ~ row[0] ~ "': '" ~ row[1] ~ "'") -%}{%- endfor -%}
        case
            when {{ unit }} is null then null
            else coalesce(
                (map {{ '{' }}{{ pairs | join(', ') }}{{ '}' }})[{{ unit }}],
                array_to_string(list_transform(string_split(regexp_replace({{ unit }}, '([^/])每', '\1/'), '/'), part -> coalesce((map {{ '{' }}{{ pairs | join(', ') }}{{ '}' }})[part], part)), '/')
            )
        end
    {%- else -%}
        {{ unit }}
    {%- endif -%}
{%- endmacro %}
