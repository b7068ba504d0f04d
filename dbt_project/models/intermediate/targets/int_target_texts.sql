{#-
  What a distinct input's text is before its numbers are read: the rule that holds for the text as a whole, and the text cut into pieces.
  Positions count in `reading_text`.
-#}
{%- set p = grammar_patterns() -%}
{%- set asides = grammar_alternation(p, 'set_aside') -%}
{%- set rest = '(/)?(' ~ p.before ~ ')?(' ~ p.core ~ ')(' ~ p.after ~ ')?|(' ~ p.separator ~ ')|(' ~ grammar_alternation(p, 'guard') ~ ')' -%}
with

written as (
    select * from {{ ref('int_target_written') }}
),

prepared as (
    select
        *,
        is_length_name and regexp_full_match(regexp_replace(numbered, '[。.;,]+$', ''), {{ grammar_quoted("(?:" ~ p.sign ~ "|" ~ p.word_before ~ "|" ~ p.word_before_weak ~ ")*[0-9一二三四五六七八九十]+月(?:以内|之内|以下|内)?") }}) as is_length_in_months,
        regexp_replace(numbered, '^[;,。、:.\s\x{E000}]+|[;,。、:.\s]+$', '', 'g') as core_text
    from written
),

ruled as (
    select
        *,
        case when is_length_in_months then replace(numbered, '月', chr(57345)) else numbered end as reading_text,
        -- a date's parts may stand in the value and the unit's column
        case
            when column_unit_fold in ('年', '月', '日', '月份', '年度', '季度', '号') and regexp_matches(core_text, '[0-9]$') then core_text || column_unit_fold
            when regexp_matches(core_text, '.\([^()]*\)$') then regexp_replace(core_text, '\([^()]*\)$', '')
            else core_text
        end as dated_text
    from prepared
),

whole as (
    select
        *,
        case
            when target_fold = '' then 'missing.blank'
            {%- for rule in grammar_rules('whole') if rule[0] in p and not rule[0].startswith('deadline') %}
            when regexp_full_match(core_text, {{ grammar_quoted(p[rule[0]]) }}) then '{{ rule[0] }}'
            {%- endfor %}
            when is_date_name then 'deadline.serial'
            when not regexp_matches(dated_text, '[年月日号季节旦夕宵明午秋庆考学期假汛一会前底末内/.\-Q]|[0-9]{8}') then null
            when regexp_full_match(dated_text, {{ grammar_quoted(p['deadline.month']) }}) then case when not is_length_name then 'deadline.month' end
            -- digits alone are a date only where no unit is printed for them
            when (coalesce(column_unit_fold, '日期') in ('年月', '年月日', '月日', '日期', '时间') and name_unit_fold is null) or regexp_matches(dated_text, '[^0-9.<>=≤≦~—–-]|[0-9][-.][0-9]+[-.][0-9]|^[<=≤]*20[0-9]{6}[日号]?$')
                then case
                    when regexp_full_match(dated_text, {{ grammar_quoted(p['deadline.dated']) }}) then 'deadline.dated'
                    when regexp_full_match(dated_text, {{ grammar_quoted(p['deadline.event']) }}) then 'deadline.event'
                end
        end as whole_rule
    from ruled
),

final as (
    select
        input_key,
        target_fold,
        column_unit_fold,
        name_unit_fold,
        name_comparator_fold,
        is_shifted,
        core_text,
        dated_text,
        reading_text,
        whole_rule,
        case
            when whole_rule is null and regexp_matches(reading_text, '[0-9一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾零]')
                -- most texts hold nothing to set aside, and the pattern without it takes a third of the time
                then case
                    {%- for pattern in ['(' ~ asides ~ ')|' ~ rest, '(a\\bb)|' ~ rest] %}
                    {{ "when regexp_matches(reading_text, " ~ grammar_quoted(asides) ~ ") then" if loop.first else "else" }} regexp_replace(
                        reading_text, {{ grammar_quoted(pattern) }},
                        chr(1) || '\1' || chr(2) || '\2' || chr(2) || '\3' || chr(2) || '\4' || chr(2) || '\5' || chr(2) || '\6' || chr(2) || '\7' || chr(2), 'g'
                    )
                    {%- endfor %}
                end
        end as pieces_text
    from whole
)

select * from final
