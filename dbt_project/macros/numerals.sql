{#
  The value of a number as Chinese writes them, as a DOUBLE: digits (1.2E+07), Chinese numerals plain or formal, magnitudes, and any mix of them
  (三百二十, 一万两千, 3万5千, 2亿5000万, 九十八点五, 壹佰万). A last figure alone behind a magnitude counts its tenths (2万5 is 25000,
  两百五 is 250). U+E010 to U+E013 may stand for 亿, 万, 千 and 百. Null where ``text`` is null; what is no numeral has no meaning here.
#}
{% macro numeral_value(text) -%}
    {%- set drawn = "一二两三四五六七八九零〇点壹贰叁肆伍陆柒捌玖拾佰仟萬億\ue010\ue011\ue012\ue013又" -%}
    {%- set meant = "122345678900.123456789十百千万亿亿万千百" -%}
    case
        when regexp_full_match({{ text }}, '[0-9.]+(?:[Ee][+-]?[0-9]+)?') then try_cast({{ text }} as double)
        else list_transform(
            [regexp_replace(regexp_replace(regexp_replace(regexp_replace(
                translate({{ text }}, '{{ drawn }}', '{{ meant }}'),
                '亿([1-9])$', '亿\1千万'), '万([1-9])$', '万\1千'), '千([1-9])$', '千\1百'), '百([1-9])$', '百\1十')],
            -- parts at 亿, within them at 万, within those figures with their 千, 百 and 十
            whole -> list_sum(list_transform(string_split(whole, '亿'), (large, i) -> coalesce(
                list_sum(list_transform(string_split(large, '万'), (small, j) -> coalesce(
                    list_sum(list_transform(
                        regexp_extract_all(small, '[0-9.]*[千百十]|[0-9.]+'),
                        part -> coalesce(try_cast(nullif(rtrim(part, '千百十'), '') as double), 1)
                        * case right(part, 1) when '千' then 1000 when '百' then 100 when '十' then 10 else 1 end
                    )),
                    case when j < len(string_split(large, '万')) then 1 end
                ) * case when j < len(string_split(large, '万')) then 10000 else 1 end)),
                case when i < len(string_split(whole, '亿')) then 1 end
            ) * case when i < len(string_split(whole, '亿')) then 100000000 else 1 end))
        )[1]
    end
{%- endmacro %}

{# A text without raised digits behind a number, which are marks of footnotes. Behind 10 they are a power, and stay. #}
{% macro without_footnote_marks(printed) -%}
    case
        when regexp_matches({{ printed }}, '[0-9][⁰¹²³⁴-⁹]') and not regexp_matches({{ printed }}, '(?:^|[^0-9.])10[⁰¹²³⁴-⁹]')
            then regexp_replace({{ printed }}, '([0-9])[⁰¹²³⁴-⁹]+', '\1', 'g')
        else {{ printed }}
    end
{%- endmacro %}
