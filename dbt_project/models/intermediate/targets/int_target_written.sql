{#-
  Texts written as the rules read them: blanks, thousands separators and marks of footnotes go, a comma parts what two lines or bare labels part; everything else keeps
  its length, so that positions differ from the input's by blanks, commas and marks only. Marks of the private-use area: U+E000 hides what is
  no part of the value (numbering, labels), U+E010 to U+E013 are 亿, 万, 千, 百 within a number, U+E014 is 成 within a word, U+E015 is 、
  and U+E016 is / within a unit, U+E017 and U+E018 are 余 and 多 behind a magnitude.
-#}
{%- set p = grammar_patterns() -%}
{%- set measured = '(' ~ p.number ~ '(?:' ~ p.magnitude ~ ')?' ~ p.unit_number ~ ')' -%}
with

inputs as (
    select * from {{ ref('int_target_shapes') }}
),

without_blanks as (
    select
        *,
        case
            when regexp_matches(target_fold, '\s')
                then regexp_replace(regexp_replace(target_fold, '\s+([^A-Za-z])', '\1', 'g'), '([^A-Za-z])\s+', '\1', 'g')
            else target_fold
        end as unspaced
    from inputs
),

without_marks as (
    select * replace ({{ without_footnote_marks('unspaced') }} as unspaced)
    from without_blanks
),

without_thousands as (
    select
        *,
        case
            when regexp_matches(unspaced, '[0-9],[0-9]{3}(?:[^0-9]|$)')
                then array_to_string(list_transform(
                    regexp_extract_all(unspaced, '[0-9][0-9,]*[0-9]|[^0-9]+|[0-9]'),
                    piece -> case when regexp_full_match(piece, '[0-9]{1,3}(?:,[0-9]{3})+') then replace(piece, ',', '') else piece end
                ), '')
            else unspaced
        end as joined
    from without_marks
),

-- Labels with numbers of one unit are parted, as a comma would (省级3家市级5家), and so are numbered items and two lines of one cell (100%≥95%).
parted as (
    select
        * exclude (joined),
        case
            when regexp_full_match(joined, {{ grammar_quoted('(?:' ~ p.labelled ~ '){2,}[。.;,]*') }})
                and len(list_distinct(regexp_extract_all(joined, {{ grammar_quoted(p.labelled) }}, 1))) = 1
                then regexp_replace(regexp_replace(joined, {{ grammar_quoted('(' ~ p.labelled ~ ')') }}, '\1,', 'g'), ',([。.;,]*)$', '\1')
            when regexp_matches(joined, '^\(1\)[0-9].*\(2\)[0-9]') then regexp_replace(joined, '([^;,。、(])(\([2-9]\)[0-9])', '\1,\2', 'g')
            when regexp_matches(joined, '[^0-9一-龥].{0,12}[0-9]') and regexp_matches(joined, '[0-9].{0,6}[≥≤<>=][^≥≤<>]{0,2}[0-9]')
                and (
                    regexp_matches(joined, {{ grammar_quoted('^[^≤<]*' ~ measured ~ '[≥>=]+' ~ p.number) }})
                    or regexp_extract(joined, {{ grammar_quoted('^' ~ p.sign ~ '?' ~ p.number ~ p.magnitude ~ '?(' ~ p.unit_number ~ ')[≤<]=?' ~ p.number ~ p.magnitude ~ '?(' ~ p.unit_number ~ ')') }}, 1)
                    <> regexp_extract(joined, {{ grammar_quoted('^' ~ p.sign ~ '?' ~ p.number ~ p.magnitude ~ '?' ~ p.unit_number ~ '[≤<]=?' ~ p.number ~ p.magnitude ~ '?(' ~ p.unit_number ~ ')') }}, 1)
                )
                then regexp_replace(joined, {{ grammar_quoted(measured ~ '(' ~ p.sign ~ p.number ~ ')') }}, '\1,\2', 'g')
            else joined
        end as joined
    from without_thousands
),

-- Same length from here on. A value wholly in brackets or quotes is the value; numbering is hidden.
opened as (
    select
        * exclude (joined),
        length(joined) <> length(target_fold) as is_shifted,
        case
            when regexp_full_match(joined, '(?:\([^()]*\)|【[^【】]*】|“[^“”]*[”“]|"[^"]*")[。.;,]*') and regexp_matches(joined, '[0-9]')
                then regexp_replace(joined, '^.(.*)[)】”“"]([。.;,]*)$', ';\1;\2')
            when regexp_matches(joined, '^\(1\)[0-9].*\(2\)[0-9]')
                then regexp_replace(joined, '\([1-9]\)', chr(57344) || chr(57344) || chr(57344), 'g')
            when regexp_matches(joined, '^[(（]?[0-9]{1,2}[、.)][^0-9]|[;。,][(（]?[0-9]{1,2}[、.)][^0-9]')
                then regexp_replace(
                    regexp_replace(joined, '(^|[;。,])([(]?)[0-9]([、.)])([^0-9])', '\1\2' || chr(57344) || '\3\4', 'g'),
                    '(^|[;。,])([(]?)[0-9]{2}([、.)])([^0-9])', '\1\2' || chr(57344) || chr(57344) || '\3\4', 'g'
                )
            else joined
        end as opened
    from parted
),

-- A cell that repeats the labels of its columns: this year's value counts.
unlabelled as (
    select
        * exclude (opened),
        case
            when not contains(opened, '值') then opened
            else list_transform(
                [regexp_extract(opened, {{ grammar_quoted(p.value_label) }})],
                label -> repeat(chr(57344), length(label)) || list_transform(
                    [regexp_extract(substr(opened, length(label) + 1), {{ grammar_quoted(p.period_tail) }})],
                    tail -> substr(opened, length(label) + 1, length(opened) - length(label) - length(tail)) || repeat(chr(57344), length(tail))
                )[1]
            )[1]
        end as opened
    from opened
),

-- 余 and 多 between a magnitude and its unit begin no numeral (6万多人).
hedged as (
    select
        * exclude (opened),
        case
            when regexp_matches(opened, '[0-9](?:万亿|[百千]?[万亿]|[千百])[余多]')
                then regexp_replace(
                    regexp_replace(opened, '([0-9](?:万亿|[百千]?[万亿]|[千百]))余', '\1' || chr(57367), 'g'),
                    '([0-9](?:万亿|[百千]?[万亿]|[千百]))多', '\1' || chr(57368), 'g')
            else opened
        end as opened
    from unlabelled
),

-- A magnitude that another number follows as part of the same (2亿5000万, 3万5千, 1万零300, 2万5).
joined as (
    select
        * exclude (opened),
        case
            when regexp_matches(opened, '[0-9][亿万千百][零又0-9]')
                then regexp_replace(regexp_replace(regexp_replace(regexp_replace(
                    opened,
                    '([0-9])亿([零又]?[0-9]{1,4}(?:\.[0-9]+)?(?:千万|百万|万)|零[0-9]{1,4}(?:[^0-9年.]|$)|[0-9](?:元|[。;,]|$))', '\1' || chr(57360) || '\2', 'g'),
                    '([0-9])万([零又]?[0-9](?:\.[0-9]+)?千|零[0-9]{1,4}(?:[^0-9年.]|$)|[0-9](?:元|块|左右|以上|以内|以下|[余多。;,]|$))', '\1' || chr(57361) || '\2', 'g'),
                    '([0-9])千([零又]?[0-9]百|零[0-9]{1,2}(?:[^0-9年.]|$)|[0-9](?:元|块|左右|以上|以内|以下|[余多。;,]|$))', '\1' || chr(57362) || '\2', 'g'),
                    '([0-9])百([零又][0-9](?:[^0-9年.]|$)|[0-9]十)', '\1' || chr(57363) || '\2', 'g')
            else opened
        end as opened
    from hedged
),

-- 介于5和10个之间 is 5至10个; 二〇二六年 is 2026年; 成本 holds no 成; 、 and / stand within a unit.
final as (
    select
        input_key,
        {%- for column in grammar_input_columns() %}
        {{ column }},
        {%- endfor %}
        is_shifted,
        case
            when not regexp_matches(opened, '[〇零○O]..年|之间|介于|[0-9]成|/.*[、0-9]') then opened
            else list_transform(
                [regexp_extract(opened, '[一二][〇零○O九][〇零○O一二三四五六七八九]{2}年')],
                year -> regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
                    case when year = '' then opened else replace(opened, year, translate(year, '〇零○O一二三四五六七八九', '0000123456789')) end,
                    {{ grammar_quoted('(介于' ~ p.number ~ p.gap ~ '{0,4}?' ~ ')[和与](' ~ p.number ~ ')') }}, '\1至\2'),
                    {{ grammar_quoted('(' ~ p.number ~ p.gap ~ '{0,4}?' ~ ')[和与](' ~ p.number ~ p.gap ~ '{0,6}?之间)') }}, '\1至\2'),
                    '([0-9])成([本果效员品人活套交功就绩立熟长])', '\1' || chr(57364) || '\2', 'g'),
                    {{ grammar_quoted('(/' ~ p.noun ~ '{1,4})、(年|季度?|个?月|周|天|日|次|学期|学年)') }}, '\1' || chr(57365) || '\2', 'g'),
                    {{ grammar_quoted('((?:^|[^0-9.])(?:[0-9](?:\\.[0-9]+)?' ~ p.magnitude ~ '?' ~ p.unit_number ~ '|[0-9.]+' ~ p.magnitude ~ '?元))/(每?[1-9]0{1,4}' ~ p.unit_any ~ ')') }}, '\1' || chr(57366) || '\2', 'g')
            )[1]
        end as numbered
    from joined
)

select * from final
