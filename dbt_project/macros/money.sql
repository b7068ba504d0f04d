{# The reviewed units of money as an alternation, longest first. #}
{% macro money_unit_words() -%}
    {%- set units = loaded_seed('money_units') -%}
    {%- set words = [] -%}
    {%- if execute -%}
        {%- for row in run_query("select word from " ~ units ~ " order by length(word) desc, word").rows -%}{%- do words.append(row[0]) -%}{%- endfor -%}
    {%- endif -%}
    {{- words | join('|') -}}
{%- endmacro %}

{#
  The rows of ``relation`` (with amount_fold and amount_unit_fold) and what their amounts say, in the columns
    amount_yuan     DECIMAL(20, 2); null where there is no number, or no unit of money in the cell or over it
    rounding_yuan   half of the last printed place in yuan: what rounding can have taken from the amount; null with the amount
    amount_reading  read; about (a number with 约); no_unit (a number without unit of money); blank (nothing, or a word for none);
                    words (no number in it); unclear (a number that is not surely the amount)
  What spreadsheets print (1.2E+07, (12.5) for a negative, .5, 5., +100), Chinese numerals with 元 or 整 and a number with a bracket behind
  it are numbers; a bracket that is a unit is the unit. A magnitude printed with the number stands in the place of the unit over it.
#}
{% macro amounts_read(relation) -%}
    {%- set words = money_unit_words() -%}
    {%- set magnitudes = '万亿|[百千十]?[万亿]' -%}
    {%- set digits = '[0-9]+(?:\\.[0-9]*)?(?:[Ee][+-]?[0-9]{1,2})?|\\.[0-9]+' -%}
    {%- set numeral = '[0-9.一二两三四五六七八九十百千万亿零〇壹贰叁肆伍陆柒捌玖拾佰仟萬億]+' -%}
    {%- set figure = '[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]' -%}
    with

    plain as (
        select
            *,
            -- blanks and commas go where they part thousands, and blanks beside anything but a figure
            regexp_replace(regexp_replace(
                case when regexp_full_match(amount_fold, '[^0-9,]*[0-9]{1,3}(?:[,，]\s*[0-9]{3})+(?:[^0-9,].*)?') then regexp_replace(amount_fold, '[,，]\s*([0-9]{3})', '\1', 'g') else {{ grammar_plain('amount_fold') }} end,
                '\s+([^0-9]|[0-9]{3}(?:[^0-9]|$)|$)', '\1', 'g'), '(^|[^0-9])\s+', '\1', 'g') as bare
        from (select * replace ({{ without_footnote_marks('amount_fold') }} as amount_fold) from {{ relation }})
    ),

    -- A bracket behind the number is a note or the unit; one around it says that it is negative.
    opened as (
        select
            *,
            regexp_full_match(bare, '\((?:{{ digits }})\)(?:{{ words }})?') as is_negative,
            regexp_extract(bare, '\(((?:{{ words }}))\)$', 1) as bracket_unit,
            regexp_matches(bare, '^(?:大?约|约为)') as is_about,
            regexp_replace(
                case
                    when regexp_full_match(bare, '\((?:{{ digits }})\)(?:{{ words }})?') then regexp_replace(bare, '[()]', '', 'g')
                    else regexp_replace(bare, '(.)\(.*$', '\1')
                end,
                '^(?:大?约为?|人民币|RMB|[¥￥])+:?', ''
            ) as main
        from plain
    ),

    cut as (
        select
            *,
            regexp_extract(main, '^([+-]?(?:{{ digits }}))(?:{{ words }}|{{ magnitudes }})?整?[。;]?$', 1) as digits,
            case
                when regexp_full_match(main, '{{ numeral }}(?:元|圆)(?:{{ figure }}角)?(?:零?{{ figure }}分)?[整正]?|{{ numeral }}[整正]') and not regexp_full_match(main, '[0-9.]+.*')
                    then regexp_extract(main, '^({{ numeral }})', 1)
                -- 2亿5000万元
                when regexp_full_match(main, '[0-9]+(?:\.[0-9]+)?亿零?[0-9]+(?:\.[0-9]+)?万元?|[0-9]+万[0-9]千元?') then regexp_extract(main, '^({{ numeral }})', 1)
                else ''
            end as numeral,
            regexp_extract(main, '({{ figure }})角', 1) as tenths,
            regexp_extract(main, '({{ figure }})分', 1) as hundredths,
            coalesce(
                nullif(regexp_extract(main, '[0-9.]({{ words }})整?[。;]?$', 1), ''),
                -- a bare magnitude is that of yuan
                nullif(regexp_extract(main, '[0-9.]({{ magnitudes }})整?[。;]?$', 1), '') || '元',
                nullif(bracket_unit, ''),
                nullif(regexp_extract(amount_unit_fold, '({{ words }})', 1), '')
            ) as unit_word
        from opened
    ),

    valued as (
        select
            c.*,
            case
                when c.numeral <> ''
                    then try_cast({{ numeral_value('c.numeral') }} as decimal(24, 8))
                    + coalesce({{ numeral_value("nullif(c.tenths, '')") }}, 0)::integer * 0.1 + coalesce({{ numeral_value("nullif(c.hundredths, '')") }}, 0)::integer * 0.01
                else try_cast(c.digits as decimal(24, 8)) * case when c.is_negative then -1 else 1 end
            end as number,
            case when c.numeral <> '' then 1 else u.yuan_factor end as factor
        from cut as c
        left join {{ ref('money_units') }} as u on c.unit_word = u.word
    )

    select
        * exclude (is_negative, bracket_unit, is_about, main, digits, numeral, tenths, hundredths, unit_word, number, factor, bare),
        try_cast(number * factor as decimal(20, 2)) as amount_yuan,
        case
            when try_cast(number * factor as decimal(20, 2)) is null then null
            when numeral <> '' then 0.5
            else 0.5 * factor * pow(10, coalesce(try_cast(nullif(regexp_extract(digits, '[Ee]([+-]?[0-9]+)', 1), '') as integer), 0) - length(regexp_extract(digits, '\.([0-9]+)', 1)))
        end as rounding_yuan,
        case
            when bare = '' or bare in (select term from {{ ref('target_grammar_terms') }} where term_class = 'none_word') then 'blank'
            when (number is null or try_cast(number * factor as decimal(20, 2)) is null and factor is not null) and regexp_matches(bare, '[0-9壹贰叁肆伍陆柒捌玖拾佰仟]|{{ figure }}[十百千万亿]') then 'unclear'
            when number is null then 'words'
            when factor is null then 'no_unit'
            when is_about then 'about'
            else 'read'
        end as amount_reading
    from valued
{%- endmacro %}
