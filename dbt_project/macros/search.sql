{# A text in the form in which it is searched: small plain letters, no white space, no punctuation. #}
{% macro search_form(text) -%}
    regexp_replace(lower(translate({{ text }},
        '０１２３４５６７８９％ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
        '0123456789%ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    )), '[^\p{L}\p{N}%]+', '', 'g')
{%- endmacro %}

{# Two characters that follow each other as one number, which is sorted, pruned and stored better than text. No character is beyond 2^21. #}
{% macro search_gram(form, place) -%}
    unicode({{ form }}[{{ place }}])::bigint * 2097152 + unicode({{ form }}[{{ place }} + 1])
{%- endmacro %}

{#
  Texts are numbered by what they are: names from 1, targets and goals from these numbers on; and by their length, a step for each pair of characters,
  so that a number alone says what a text is and how long. The longest share the last step.
#}
{% macro search_first_target() -%} 1000000000 {%- endmacro %}
{% macro search_first_goal() -%} 1500000000 {%- endmacro %}
{% macro search_step() -%} 10000000 {%- endmacro %}

{#
  The table macro ``search_indicators(query, most)`` and its description. A text that holds at least half of the query's grams is found; the more of them it holds
  and the less besides, the better, and a name counts twice a target and four times a goal. A goal that holds all of it still comes before a name that holds half.
  Of each kind only the best few texts are followed to the indicators that have them, so that a word that stands everywhere costs little more than a rare one.
  Nothing but plain SQL: the file must answer on a client that can load no extension.
#}
{% macro search_macro() %}
create or replace macro {{ this.schema }}.search_indicators(query, most := 20) as table
with
asked as (select {{ search_form('query') }} as form),
grams as (select distinct {{ search_gram('form', 'place') }} as gram from (select form, unnest(range(1, length(form))) as place from asked)),
found as (select text_number, count(*) as gram_count from search_posting inner join grams using (gram) group by text_number),
best as (
    select unnest(list_concat(
        list_concat(
            max(gram_count * 2147483648 - text_number, 24) filter (where text_number < {{ search_first_target() }}),
            max(gram_count * 2147483648 - text_number, 10) filter (where text_number between {{ search_first_target() }} and {{ search_first_goal() }} - 1)
        ),
        max(gram_count * 2147483648 - text_number, 16) filter (where text_number >= {{ search_first_goal() }})
    )) as code
    from found
),
texts as (
    select (2147483648 - code % 2147483648)::integer as text_number, 1 + code // 2147483648 as gram_count, (select count(*) from grams) as asked_count
    from best
),
kinds as (
    select
        *,
        case when text_number < {{ search_first_target() }} then 4 when text_number < {{ search_first_goal() }} then 2 else 1 end as kind,
        (text_number - case kind when 4 then 0 when 2 then {{ search_first_target() }} else {{ search_first_goal() }} end) // {{ search_step() }} as text_gram_count
    from texts
),
rated as (
    select text_number, kind, kind * power(gram_count / asked_count, 3) * (0.8 + 0.2 * least(gram_count / greatest(text_gram_count, 1), 1)) as score
    from kinds where 2 * gram_count >= asked_count
),
hits as (
    select indicator_row, sum(score) / 7 as score, min(text_number) as first_text, bit_or(kind) as kinds
    from search_use inner join rated using (text_number)
    group by indicator_row order by score desc, first_text, indicator_row limit most
)
select
    row_number() over (order by h.score desc, h.first_text, h.indicator_row) as place,
    round(h.score, 3) as score,
    concat_ws(', ', case when h.kinds & 4 > 0 then 'name' end, case when h.kinds & 2 > 0 then 'target' end, case when h.kinds & 1 > 0 then 'goal' end) as found_in,
    m.indicator_key, m.indicator_name, m.target_text, m.project_name, m.unit_name, m.region, m.fiscal_year, m.file_name, m.source_page
from hits as h inner join mart_indicator as m on h.indicator_row = m.rowid
order by place
{% endmacro %}

{% macro search_macro_comment() %}
comment on macro table {{ this.schema }}.search_indicators is '检索指标：search_indicators(''就业补贴发放'', most := 20)，按名称、目标、绩效目标中相同的两字片段排序，名称优先；至少两个字。Search of indicators over names, targets and goals by pairs of characters, ranked, names first: two characters at least, the best 20 rows unless said otherwise. Columns: place, score (1 where name, target and goal are the query), found_in, indicator_key, indicator_name, target_text, project_name, unit_name, region, fiscal_year, file_name, source_page. In a database attached under another name, use it first.'
{% endmacro %}
