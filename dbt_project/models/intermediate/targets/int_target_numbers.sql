{#-
  Every number that may be one to reach, with what stands around it. Positions count in the reading text.
-#}
{%- set p = grammar_patterns() -%}
{%- set unit_after = '^' ~ p.unit_number -%}
with

texts as (
    select
        input_key,
        reading_text,
        length(reading_text) + 1 as text_stop,
        pieces_text,
        column_unit_fold,
        name_unit_fold
    from {{ ref('int_target_texts') }}
    where pieces_text is not null
),

units as (
    select unit, unit_class from {{ ref('target_units') }}
),

split as (
    select
        input_key,
        reading_text,
        text_stop,
        string_split(pieces_text, chr(1)) as pieces
    from texts
    where contains(pieces_text, chr(1))
),

unnested as (
    select
        input_key,
        reading_text,
        text_stop,
        unnest(pieces) as piece,
        generate_subscripts(pieces, 1) as piece_ordinal
    from split
),

parted as (
    select
        input_key,
        reading_text,
        text_stop,
        piece_ordinal,
        length(piece) - case when piece_ordinal > 1 then 7 else 0 end as piece_length,
        case when piece_ordinal > 1 then string_split(piece, chr(2)) else ['', '', '', '', '', '', '', piece] end as parts
    from unnested
),

placed as (
    select
        input_key,
        reading_text,
        text_stop,
        piece_ordinal,
        parts[1] as aside,
        parts[2] as slash,
        parts[3] as before,
        parts[4] as core,
        parts[5] as after,
        case when parts[2] <> '' then parts[2] else parts[6] end as separator,
        length(parts[7]) + length(parts[8]) as free_length,
        length(parts[8]) as trailing_length,
        coalesce(sum(piece_length) over earlier, 0)::integer + 1 as piece_start
    from parted
    window earlier as (partition by input_key order by piece_ordinal rows between unbounded preceding and 1 preceding)
),

segmented as (
    select
        *,
        coalesce(sum(case when separator <> '' then 1 else 0 end) over upto, 0)::integer as segment,
        coalesce(max(case when separator <> '' then piece_start + length(separator) end) over upto, 1) as segment_start,
        coalesce(min(case when separator <> '' then piece_start end) over beyond, text_stop) as segment_stop,
        coalesce(min(case when core <> '' then piece_start end) over beyond, text_stop) as next_number_start,
        sum(free_length) over upto - free_length as free_before,
        lead(case when starts_with(aside, '(') then piece_start end) over along as next_bracket_start,
        lag(aside) over along as aside_before,
        lag(trailing_length) over along as trailing_before
    from placed
    window
        along as (partition by input_key order by piece_ordinal),
        upto as (partition by input_key order by piece_ordinal rows between unbounded preceding and current row),
        beyond as (partition by input_key order by piece_ordinal rows between 1 following and unbounded following)
),

-- Free text of the segment before the number: what stands there beyond dates and brackets.
numbers as (
    select
        input_key,
        reading_text,
        piece_ordinal,
        segment,
        segment_start,
        segment_stop,
        next_number_start,
        next_bracket_start,
        free_before - case when segment = 0 then 0 else min(free_before) over (partition by input_key, segment) end as free_before,
        case when trailing_before = 0 and regexp_matches(aside_before, '^\(') then aside_before end as bracket_before,
        aside,
        before,
        core,
        after,
        piece_start + length(slash) as before_start,
        piece_start + length(slash) + length(before) as core_start
    from segmented
    where core <> '' or aside <> '' or separator <> ''
),

cores as (
    select
        *,
        starts_with(core, '±') or contains(core, '±') as is_plus_minus,
        regexp_matches(core, '^[百千万]分之') as is_fraction,
        regexp_matches(core, '成[一二三四五六七八九半]?$') as is_tenths,
        not regexp_matches(core, '[0-9]') as is_chinese,
        -- 千 of 千米 is the unit's
        regexp_replace(core, '^([一二两三四五六七八九十百]+)千(米|克|瓦时?|伏安?|帕|卡|牛)$', '\1\2') as bare_core,
        regexp_extract_all(
            regexp_replace(regexp_replace(core, '^([一二两三四五六七八九十百]+)千(米|克|瓦时?|伏安?|帕|卡|牛)$', '\1\2'), '[百千万]分之|成.$', '', 'g'),
            {{ grammar_quoted(p.numeral_token) }}
        ) as numerals,
        regexp_full_match(core, {{ grammar_quoted(p.duration) }}) as is_duration,
        regexp_extract(after, {{ grammar_quoted(p.word_after ~ '$') }}) as word_after
    from numbers
    where core <> ''
),

headed as (
    select
        *,
        len(numerals) > 1 and not is_plus_minus and not is_duration as is_range,
        core_start + case
            when is_fraction or is_tenths then length(core)
            else length(regexp_extract(bare_core, '^.*[0-9一二两三四五六七八九十百千万亿零〇壹贰叁肆伍陆柒捌玖拾佰仟]'))
        end as number_stop,
        core_start + length(core) + length(after) - length(word_after) as head_limit,
        case when len(numerals) > 1 and not is_fraction then regexp_extract(core, {{ grammar_quoted('^[-±]?' ~ p.numeral_token ~ '(.*)$') }}, 1) else '' end as lower_tail
    from cores
),

-- What follows the number up to the word behind it, or else to the next separator or number.
tailed as (
    select
        *,
        translate(substr(
            reading_text, number_stop,
            case when word_after <> '' then head_limit else least(segment_stop, next_number_start) end - number_stop
        ), {{ "'\ue001\ue014\ue015\ue016\ue017\ue018'" }}, '月成、/余多') as tail
    from headed
),

-- A word for somewhat more, or whether the bound is included, may stand before the unit.
with_more as (
    select
        *,
        case
            when starts_with(tail, '来') then regexp_extract(tail, {{ grammar_quoted('^(来)(?:' ~ p.magnitude ~ ')?' ~ p.unit_number) }}, 1)
            else regexp_extract(tail, '^(?:[余多]|\(不?包?含\))')
        end as more
    from tailed
),

with_unit as (
    select
        *,
        case
            when regexp_matches(substr(tail, length(more) + 1), '^个(?:万?亿|[百千]万)') then ''
            else regexp_extract(substr(tail, length(more) + 1), {{ grammar_quoted(unit_after) }})
        end as unit_first
    from with_more
),

with_magnitude as (
    select
        *,
        case when unit_first = '' then regexp_extract(substr(tail, length(more) + 1), '^(?:{{ p.magnitude }}|{{ p.magnitude_before_unit }}|\({{ p.magnitude }}\)|个(?:万?亿|[百千]万))') else '' end as magnitude_printed
    from with_unit
),

with_lead as (
    select
        *,
        regexp_replace(magnitude_printed, '[()个]', '', 'g') as magnitude,
        more || magnitude_printed || case when magnitude_printed <> '' then regexp_extract(substr(tail, length(more) + length(magnitude_printed) + 1), '^[余多]') else '' end as lead
    from with_magnitude
),

with_main as (
    select
        *,
        regexp_matches(unit_text, '^个半(?:月|小时|学期|季度|钟头)') as is_half_within,
        case
            when regexp_matches(unit_text, '^个半(?:月|小时|学期|季度|钟头)') then '个' || regexp_extract(unit_text, '^个半(月|小时|学期|季度|钟头)', 1)
            when unit_first <> '' then unit_first
            when magnitude = '' and regexp_matches(unit_text, '^[A-Za-zμΩ°]') then coalesce(
                nullif(regexp_extract(unit_text, {{ grammar_quoted(unit_after) }}), ''),
                -- an unlisted unit in Latin letters
                regexp_extract(unit_text, '^([A-Za-zμΩ°]{2,8}(?:/[A-Za-z]{1,4}[0-9²³]?)?)(?:$|[(])', 1)
            )
            when regexp_matches(unit_text, '^[A-Za-zμΩ°]') and regexp_extract(unit_text, {{ grammar_quoted(unit_after) }}) = ''
                then regexp_extract(unit_text, '^([A-Za-zμΩ°]{2,8}(?:/[A-Za-z]{1,4}[0-9²³]?)?)(?:$|[(])', 1)
            else regexp_extract(unit_text, {{ grammar_quoted(unit_after) }})
        end as unit_main
    from (select *, substr(tail, length(lead) + 1) as unit_text from with_lead) as l
),

-- Half of the unit printed behind it (两年半, 一个半月) is half of one more.
with_half as (
    select
        *,
        is_half_within or regexp_matches(substr(unit_text, length(unit_main) + 1), '^半(?:以[上内下]|之?内|左右|[,;。(]|$)') and unit_main <> '' as has_half
    from with_main
),

with_rest as (
    select
        *,
        length(unit_main) + has_half::integer as unit_length,
        substr(tail, length(lead) + length(unit_main) + has_half::integer + 1) as after_main,
        unit_main in ('%', '‰', '‱', '百分点', '个百分点') as is_ratio
    from with_half
),

with_whole_unit as (
    select
        *,
        case
            when unit_main = '' then regexp_extract(after_main, {{ grammar_quoted('^' ~ p.unit_bracket) }})
            when is_ratio then ''
            when starts_with(after_main, '每') then case when regexp_full_match(unit_main, {{ grammar_quoted(p.unit_quantity) }}) then regexp_extract(after_main, {{ grammar_quoted('^' ~ p.per_word) }}) else '' end
            when regexp_matches(after_main, '^[(/·•]') then regexp_extract(after_main, {{ grammar_quoted('^(?:\\(' ~ p.unit_list ~ '\\))?' ~ p.per) }})
            else ''
        end as unit_more
    from with_rest
),

unitised as (
    select
        n.*,
        case when n.is_tenths or starts_with(n.core, '百分') then '%' when starts_with(n.core, '千分') then '‰' when starts_with(n.core, '万分') then '‱' when n.unit_main <> '' then n.unit_main || n.unit_more else substr(n.unit_more, 2, greatest(length(n.unit_more) - 2, 0)) end as unit_in_text,
        substr(n.after_main, length(n.unit_more) + 1) as noun,
        number_stop + length(lead) + unit_length + length(unit_more) as unit_stop,
        u.unit_class
    from with_whole_unit as n
    left join units as u on n.unit_main = u.unit
),

-- 内 counts only right behind number and unit, and not where it begins another word.
compared as (
    select
        *,
        case
            when word_after <> '' then word_after
            when unit_main <> '' and regexp_matches(noun, '^内') and not regexp_matches(noun, '^内[部容外涵控审设网饰科地存资陆务核]') then '内'
            else ''
        end as word_behind,
        -- an equals sign from a column of its own gives way to the comparison printed in the value
        regexp_extract(before, {{ grammar_quoted('^(=+)(?:>=|<=|[≥≧≤≦≈≒﹥﹤]|' ~ p.word_before ~ '|' ~ p.word_before_weak ~ ')') }}, 1) as lead_equals,
        regexp_extract(substr(before, length(lead_equals) + 1), {{ grammar_quoted('^' ~ p.comparator) }}) as word_ahead
    from unitised
),

meant as (
    select
        *,
        {{ grammar_meaning('word_ahead', ['sign']) }} as sign_comparator,
        {{ grammar_meaning('word_ahead', ['word_before']) }} as word_comparator,
        {{ grammar_meaning('word_ahead', ['word_before_weak']) }} as weak_comparator,
        case
            when word_behind = '内' then '<='
            when starts_with(noun, '(不含') then replace({{ grammar_meaning('word_behind', ['word_after']) }}, '=', '')
            else {{ grammar_meaning('word_behind', ['word_after']) }}
        end as behind_comparator,
        coalesce(({{ grammar_meaning('magnitude', ['magnitude', 'magnitude_before_unit']) }})::bigint, 1) as printed_factor,
        coalesce(({{ grammar_meaning("regexp_extract(lower_tail, '^[余多]?(" ~ p.magnitude ~ "|" ~ p.magnitude_before_unit ~ ")', 1)", ['magnitude', 'magnitude_before_unit']) }})::bigint, 1) as lower_factor_printed,
        -- a bracket holding magnitude and unit
        coalesce(({{ grammar_meaning("case when unit_main = '' then regexp_extract(unit_more, '^\\((" ~ p.magnitude ~ ")', 1) end", ['magnitude']) }})::bigint, 1) as bracket_factor
    from compared
),

-- A year behind a comparing word is compared with, not reached.
final as (
    select
        input_key,
        reading_text,
        piece_ordinal,
        segment,
        segment_start,
        segment_stop,
        next_number_start,
        least(segment_stop, coalesce(next_bracket_start, segment_stop)) as prose_stop,
        free_before,
        bracket_before,
        before,
        word_ahead,
        lead_equals,
        word_behind,
        before_start,
        core_start,
        number_stop,
        unit_stop,
        case
            when word_after <> '' then core_start + length(core) + length(after)
            when word_behind <> '' then unit_stop + 1
            when is_range and starts_with(noun, '之间') then unit_stop + 2
            else unit_stop
        end as number_end,
        translate(substr(reading_text, unit_stop, 1), '＜≦', '<≤') in ('<', '≤') as is_below_next,
        core,
        noun,
        regexp_extract(lead, '[余多来]') as more,
        number_stop + greatest(instr(lead, regexp_extract(lead, '[余多来]')) - 1, 0) as more_start,
        is_plus_minus,
        is_duration,
        has_half,
        contains(lead, '(不') as is_bound_excluded,
        is_fraction,
        is_tenths,
        is_chinese,
        is_range,
        numerals,
        lower_tail,
        unit_class,
        sign_comparator,
        word_comparator,
        weak_comparator,
        behind_comparator,
        magnitude,
        printed_factor * bracket_factor as printed_factor,
        lower_factor_printed,
        magnitude <> '' or bracket_factor > 1 or regexp_matches(core, '[万亿億\x{E010}\x{E011}]') as has_magnitude,
        nullif(case when bracket_factor > 1 then regexp_replace(unit_in_text, '^{{ p.magnitude }}', '') else unit_in_text end, '') as unit_in_text
    from meant
    where not (regexp_full_match(core, {{ grammar_quoted(p.year4) }}) and starts_with(tail, '年'))
        -- a numeral counts only with its unit
        and not (is_chinese and not is_fraction and not is_tenths and unit_main = '')
)

select * from final
