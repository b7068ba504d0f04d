{%- set p = grammar_patterns() -%}
with

texts as (
    select * from {{ ref('int_target_texts') }}
),

components as (
    select * from {{ ref('int_target_shape_components') }}
),

-- Numbers that no rule places: a part cut off as such, or a number without comparison and unit behind a separator.
unplaced_numbers as (
    select distinct n.input_key
    from {{ ref('int_target_numbers') }} as n
    left join components as c on n.input_key = c.input_key and n.segment = c.segment
    where c.input_key is null and not n.is_chinese
),

only_components as (
    select * from components
    where component_count = 1
),

several as (
    select
        input_key,
        bool_or(is_alternative) as is_alternative
    from components
    where component_count > 1
    group by input_key
),

ruled as (
    select
        t.*,
        c.target_comparator,
        c.target_value,
        c.target_value_upper,
        c.target_unit,
        c.target_unit_source,
        c.lead_stop,
        c.before_stop,
        c.core_start,
        c.unit_stop,
        c.noun_stop,
        c.number_end,
        c.more_start,
        c.more,
        u.input_key is not null as has_unplaced_number,
        coalesce(regexp_matches(t.pieces_text, chr(1) || {{ grammar_quoted('(?:' ~ p['aside.unplaced'] ~ ')') }} || chr(2)), false) as has_unplaced_piece,
        -- a number beside a sign or a figure that nobody read is not the number printed
        t.whole_rule is null and (regexp_matches(t.reading_text, {{ grammar_quoted(p.doubtful) }}) or regexp_matches(coalesce(t.column_unit_fold, ''), {{ grammar_quoted(p.picture) }})) as is_in_doubt,
        -- what is compared stands outside brackets
        case when c.input_key is null and s.input_key is null and t.whole_rule is null then regexp_replace(t.core_text, '\([^()]*\)', '', 'g') end as words_text,
        case
            when t.whole_rule is not null then t.whole_rule
            when s.is_alternative then 'compound.alternatives'
            when s.input_key is not null then 'compound.several'
            -- a bare number among others that have no place (1,2,3)
            when u.input_key is not null and c.rule_code = 'quantity.plain' and c.target_unit is null then null
            else c.rule_code
        end as number_rule
    from texts as t
    left join only_components as c using (input_key)
    left join several as s using (input_key)
    left join unplaced_numbers as u using (input_key)
),

worded as (
    select
        *,
        case
            when number_rule is not null and not is_in_doubt then number_rule
            when is_in_doubt then 'qualitative.unplaced'
            when has_unplaced_number or has_unplaced_piece then 'qualitative.unplaced'
            {%- for rule in grammar_rules('whole_late') %}
            when regexp_full_match(words_text, {{ grammar_quoted(p[rule[0]]) }}) then '{{ rule[0] }}'
            {%- endfor %}
            -- the first of these rules says that a comparison with a grade is a quality
            {%- for rule in grammar_rules('search') %}
            when regexp_matches(words_text, {{ grammar_quoted(p[rule[0]]) }}) then '{{ rule[0] }}'
            {%- endfor %}
            else 'qualitative.words'
        end as rule_code
    from ruled
),

kinds as (
    select rule_code, target_kind from {{ ref('target_grammar_rules') }}
),

kinded as (
    select
        w.*,
        k.target_kind
    from worded as w
    left join kinds as k using (rule_code)
),

-- The last date printed: its year must be printed with it or before it.
dated as (
    select
        input_key,
        case when has_whole_year then 0 else 2000 end + try_cast(regexp_extract(dated_text, case when has_whole_year then '^.*((?:19|20)[0-9]{2})' else '^.*([2-4][0-9])年' end, 1) as integer) as year,
        regexp_extract(dated_text, case when has_whole_year then '^.*(?:19|20)[0-9]{2}(.*)$' else '^.*[2-4][0-9](年.*)$' end, 1) as rest
    from (
        select
            input_key,
            -- the first eight digits of a date without separators are its year
            regexp_replace(dated_text, '(20[0-9]{2})([01][0-9])([0-3][0-9])[日号]?$', '\1-\2-\3') as dated_text,
            regexp_matches(dated_text, '(?:19|20)[0-9]{2}') as has_whole_year
        from kinded
        where target_kind = 'deadline' and rule_code <> 'deadline.serial' and regexp_matches(dated_text, '(?:19|20)[0-9]{2}|[2-4][0-9]年')
    ) as d
    union all
    -- none is printed: the month and day alone
    select
        input_key,
        null as year,
        dated_text as rest
    from kinded
    where
        target_kind = 'deadline' and rule_code <> 'deadline.serial' and not regexp_matches(dated_text, '(?:19|20)[0-9]{2}|[2-4][0-9]年')
        and regexp_matches(dated_text, '[月季]|Q[1-4]|年[底末内中]|全年|上半年|下半年|本年') and not regexp_matches(dated_text, '[次翌来明后下隔]年')
),

months as (
    select
        input_key,
        year,
        rest,
        coalesce(
            try_cast(nullif(regexp_extract(rest, '^.*?([0-9]{1,2})月[^月]*$', 1), '') as integer),
            cast({{ numeral_value("nullif(regexp_extract(rest, '^.*?([一二三四五六七八九十]+)月[^月]*$', 1), '')") }} as integer),
            3 * try_cast(nullif(regexp_extract(rest, 'Q(?:.*Q|[0-9]-)?([1-4])[^Q]*$', 1), '') as integer),
            try_cast(nullif(regexp_extract(rest, '^[-/.]([0-9]{1,2})', 1), '') as integer),
            3 * coalesce(
                try_cast(nullif(regexp_extract(rest, '([1-4])(?:季度?)[^季]*$', 1), '') as integer),
                cast({{ numeral_value("nullif(regexp_extract(rest, '([一二三四])(?:季度?)[^季]*$', 1), '')") }} as integer)
            ),
            case when contains(rest, '上半年') or regexp_matches(rest, '^年+中') then 6 end,
            12
        ) as month,
        coalesce(
            try_cast(nullif(regexp_extract(rest, '([0-9]{1,2})[日号][^日号]*$', 1), '') as integer),
            cast({{ numeral_value("nullif(regexp_extract(rest, '月([一二三四五六七八九十]+)[日号][^日号]*$', 1), '')") }} as integer),
            try_cast(nullif(regexp_extract(rest, '^[-/.][0-9]{1,2}[-/.]([0-9]{1,2})', 1), '') as integer),
            case when contains(rest, '上旬') or regexp_matches(rest, '月初') then 10 when contains(rest, '中旬') or regexp_matches(rest, '月中') then 20 end
        ) as day
    from dated
    -- a holiday's day, and what the beginning of a year is, are not printed
    where not regexp_matches(regexp_replace(rest, '[一二三四五六七八九十]+[月日号]', '', 'g'), {{ grammar_quoted('年初|学年|' ~ p.holiday) }})
),

dates as (
    select
        input_key,
        case
            when month not between 1 and 12 then null
            when day is not null then try_cast(printf('%04d-%02d-%02d', year, month, day) as date)
            else last_day(make_date(year, month, 1))
        end as deadline_date,
        case when year is null and month between 1 and 12 then month end as deadline_month,
        case when year is null and month between 1 and 12 then day end as deadline_day
    from months
    union all
    -- spreadsheets count days from the end of 1899
    select
        input_key,
        date '1899-12-30' + cast(regexp_extract(dated_text, '[0-9]{5}') as integer) as deadline_date,
        null as deadline_month,
        null as deadline_day
    from kinded
    where rule_code = 'deadline.serial'
),

-- What the value says beyond its number: stretches of the reading text, bare of punctuation and of a bracket around them.
noted as (
    select
        input_key,
        target_fold,
        reading_text,
        is_shifted,
        list_filter(
            case
                when rule_code = 'deadline.event'
                    then [struct_pack(
                        first := instr(reading_text, dated_text) + length(dated_text)
                        - length(regexp_extract(dated_text, {{ grammar_quoted('^' ~ p.date_before ~ p.date_bare ~ p.clock ~ '?' ~ '(?:' ~ p.date_end ~ ')?(.*)$') }}, 1)),
                        stop := length(reading_text) + 1
                    )]
                when target_kind = 'deadline' then [struct_pack(first := instr(reading_text, dated_text) + length(dated_text), stop := length(reading_text) + 1)]
                when target_kind = 'none_declared' then [struct_pack(first := cast(1 as bigint), stop := length(reading_text) + 1)]
                else [
                    struct_pack(first := cast(1 as bigint), stop := lead_stop),
                    struct_pack(first := before_stop, stop := core_start),
                    struct_pack(first := more_start, stop := more_start + length(more)),
                    struct_pack(first := unit_stop, stop := noun_stop),
                    struct_pack(first := number_end, stop := length(reading_text) + 1)
                ]
            end, span -> span.stop > span.first
        ) as stretches
    from kinded
    where
        rule_code in ('deadline.event', 'none.sentence', 'none.secret')
        or (target_kind = 'deadline' and dated_text <> core_text and starts_with(core_text, dated_text))
        or (
            target_kind = 'quantitative'
            and (lead_stop > 1 or core_start > before_stop or more <> '' or noun_stop > unit_stop or number_end <= length(reading_text))
        )
),

bared as (
    select
        input_key,
        target_fold,
        reading_text,
        is_shifted,
        list_filter(list_transform(stretches, span -> {{ grammar_bare_span('reading_text', 'span.first', 'span.stop') }}), span -> span.stop > span.first) as stretches
    from noted
),

spanned as (
    select
        input_key,
        list_transform(stretches, span -> {{ grammar_input_span('target_fold', 'is_shifted', 'span.first', 'span.stop') }}) as note_spans
    from bared
    where len(stretches) > 0
),

-- Each unit is conformed once.
units as (
    select
        target_unit,
        {{ grammar_conformed_unit('target_unit') }} as target_unit_conformed
    from (
        select distinct target_unit from only_components
        where target_unit is not null
    ) as u
),

final as (
    select
        n.input_key,
        n.target_kind,
        n.rule_code,
        -- number
        case when n.target_kind = 'quantitative' then n.target_comparator end as target_comparator,
        case when n.target_kind = 'quantitative' then n.target_value end as target_value,
        case when n.target_kind = 'quantitative' then n.target_value_upper end as target_value_upper,
        case when n.target_kind = 'quantitative' then n.target_unit end as target_unit,
        case when n.target_kind = 'quantitative' then n.target_unit_source end as target_unit_source,
        u.target_unit_conformed,
        -- date and note
        d.deadline_date,
        d.deadline_month,
        d.deadline_day,
        s.note_spans,
        not (n.has_unplaced_number or n.has_unplaced_piece or n.is_in_doubt) or n.whole_rule is not null as is_understood
    from kinded as n
    left join units as u on n.target_kind = 'quantitative' and n.target_unit = u.target_unit
    left join dates as d on n.input_key = d.input_key
    left join spanned as s on n.input_key = s.input_key
)

select * from final
