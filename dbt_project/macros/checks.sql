{# The reading that a check speaks of, as the models of checks give it. #}
{% macro reading_columns() -%}
    reading_key,
        document_key,
        project_key,
        indicator_key,
        page_number
{%- endmacro %}

{# A number in digits as an independent reader sees it: groups of three may be parted by commas. #}
{% macro printed_number_pattern() -%}
    (?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|\.[0-9]+)
{%- endmacro %}

{# Folded text without blanks and marks of footnotes behind digits, with the few signs that folding leaves in two forms made one. #}
{% macro check_text(folded) -%}
    regexp_replace(translate({{ without_footnote_marks(folded) }}, 'µ²³（）〔〕％⩾⩽≮≯‐―∼〜−', 'μ23()()%≥≤≥≤-—~~-'), '\s', '', 'g')
{%- endmacro %}

{# A name as printed with full-width letters, digits and signs made narrow: two rows may print one unit in either width. #}
{% macro narrow(text) -%}
    translate({{ text }}, '！＂＃＄＆＇＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝', '!"#$&''*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}')
{%- endmacro %}

{# 成 as tenths, directly behind a number; not the 成 of 成本, 成果 and their like. #}
{% macro tenths_pattern() -%}
    [0-9〇零一二两三四五六七八九十半]成(?:$|[^本果效功员立绩交人品分就长型为熟都])
{%- endmacro %}

{#
  Whether a number is the one printed, or that times a magnitude printed in the text: a run of 百千万亿 or its beginning (万 before 千瓦时), 成 as ten.
  The text holds one number.
#}
{% macro is_printed_number(number, printed, magnitudes_in) -%}
    list_bool_or([
        abs(abs({{ number }}::double) - {{ printed }} * factor) <= greatest(abs({{ printed }} * factor) * 1e-6, 1e-6)
        for factor in list_concat(
            [1.0::double, case when regexp_matches({{ magnitudes_in }}, '{{ tenths_pattern() }}') then 10.0::double else 1.0::double end],
            list_transform(
                flatten(list_transform(
                    regexp_extract_all({{ magnitudes_in }}, '[百千万亿]+'),
                    run -> list_transform(range(1, length(run) + 1), stop -> substr(run, 1, stop))
                )),
                run -> pow(10::double, (
                    2 * length(regexp_replace(run, '[^百]', '', 'g')) + 3 * length(regexp_replace(run, '[^千]', '', 'g'))
                    + 4 * length(regexp_replace(run, '[^万]', '', 'g')) + 8 * length(regexp_replace(run, '[^亿]', '', 'g'))
                ))
            )
        )
    ])
{%- endmacro %}

{# How many indicators were landed for each project. #}
{% macro landed_indicators() -%}
    select
        document_key,
        project_key,
        min(page_number) as page_number,
        count(*) as row_count
    from {{ ref('stg_indicator_cells') }}
    group by document_key, project_key
{%- endmacro %}
