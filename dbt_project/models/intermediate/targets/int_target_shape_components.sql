{#-
  The numbers to reach of a distinct input. Of several numbers in one segment one is meant (a signed one before a percentage before a
  count before a length of time; the last of equals); a segment counts where its number has a comparison or a unit of its own.
-#}
{%- set p = grammar_patterns() -%}
with

numbers as (
    select * from {{ ref('int_target_numbers') }}
),

texts as (
    select
        input_key,
        target_fold,
        is_shifted,
        column_unit_fold,
        name_unit_fold,
        name_comparator_fold
    from {{ ref('int_target_texts') }}
    where pieces_text is not null
),

-- Units from a column or a name, parted from their magnitude; each once.
ahead_units as (
    select
        unit_text,
        {{ grammar_parted_unit(p, 'unit_text') }}
    from (
        select column_unit_fold as unit_text from texts
        where column_unit_fold is not null
        union
        select name_unit_fold as unit_text from texts
        where name_unit_fold is not null
    ) as u
),

neighbours as (
    select
        *,
        lead(before_start) over following as following_start,
        lead(segment) over following as following_segment,
        lead(before) over following as following_before,
        lead(unit_class) over following as following_unit_class,
        count(*) filter (where not is_chinese) over (partition by input_key) as digit_count
    from numbers
    window following as (partition by input_key order by piece_ordinal)
),

-- A bound followed by a noun and another number is that of a class. A length of time directly before a count is its frequency; numerals in running prose are words.
counted as (
    select
        *,
        before = '' and word_behind = '' and coalesce(unit_class, '') = 'time' and coalesce(following_start = number_end and following_before = '' and following_unit_class <> 'time', false) as is_frequency,
        before = '' and word_behind <> '' and word_behind <> '内' and coalesce(unit_class, '') <> 'ratio' and unit_in_text is not null
        and coalesce(following_segment = segment and following_start > number_end, false) as is_class_bound,
        is_chinese and not is_fraction and not is_tenths and before = '' and word_behind = '' and not (
            free_before <= case when unit_class = 'time' then 10 else 6 end
            and prose_stop - number_end <= case when unit_class = 'time' then 0 else 7 end
            and (digit_count = 0 or (free_before <= 4 and prose_stop - number_end <= 2))
        ) as is_prose
    from neighbours
),

weighed as (
    select
        *,
        case
            -- the bound of a class before what is counted (3岁以下婴幼儿托位数4.5个)
            when is_class_bound then 0
            when sign_comparator is not null or is_plus_minus then 6
            when word_comparator is not null then 5
            when unit_class = 'time' and word_behind <> '' then 1
            when weak_comparator is not null then 4
            when unit_class = 'ratio' or is_fraction or is_tenths then 3
            when word_behind <> '' then 3
            when unit_class = 'time' then 1
            else 2
        end as weight
    from counted
    where not is_frequency and not is_prose
),

ranked as (
    select
        *,
        row_number() over within_segment as number_in_segment,
        row_number() over (partition by input_key, segment order by weight desc, piece_ordinal desc) = 1 as is_meant,
        segment = min(segment) over (partition by input_key) as is_in_first_segment,
        coalesce(sign_comparator, word_comparator, behind_comparator, '=') as printed_comparator
    from weighed
    window within_segment as (partition by input_key, segment order by piece_ordinal)
),

-- The lower bound printed before an upper one is the lower end of a range: 大于3小于5, 80%≤满意度≤90%.
lower_bounds as (
    select
        u.input_key,
        u.piece_ordinal,
        l.numerals[1] as numeral,
        case when l.has_magnitude or l.unit_in_text is not null then l.printed_factor end as factor,
        l.before_start as lead_stop
    from ranked as u
    inner join ranked as l on u.input_key = l.input_key and u.segment = l.segment and u.number_in_segment = l.number_in_segment + 1
    where
        u.printed_comparator in ('<=', '<')
        and (l.is_below_next or l.printed_comparator in ('>=', '>'))
        and coalesce(l.unit_in_text, u.unit_in_text) is not distinct from u.unit_in_text
        and not u.is_range
        and not l.is_range
),

chosen as (
    select
        r.*,
        b.numeral as lower_numeral,
        b.factor as lower_factor,
        b.lead_stop as lower_lead_stop
    from ranked as r
    left join lower_bounds as b on r.input_key = b.input_key and r.piece_ordinal = b.piece_ordinal
    where r.is_meant
),

-- The noun is the unit where no unit is printed anywhere.
united as (
    select
        c.*,
        t.target_fold,
        t.is_shifted,
        coalesce(cu.factor, 1) as column_factor,
        cu.unit as column_unit,
        coalesce(nu.factor, 1) as name_factor,
        nu.unit as name_unit,
        coalesce({{ grammar_meaning('t.name_comparator_fold', ['sign', 'word_before']) }}, '=') as name_comparator,
        coalesce(
            c.unit_in_text,
            case when regexp_full_match(c.bracket_before, {{ grammar_quoted(p.unit_bracket) }}) then substr(c.bracket_before, 2, length(c.bracket_before) - 2) end,
            case
                when c.sign_comparator is not null then nullif(regexp_extract(substr(c.reading_text, c.segment_start, c.before_start - c.segment_start), {{ grammar_quoted('^(?:' ~ p.magnitude ~ ')?(' ~ p.unit_whole ~ ')$') }}, 1), '')
            end
        ) as printed_unit,
        case
            when c.sign_comparator is not null and c.unit_in_text is null and not c.has_magnitude
                then regexp_extract(substr(c.reading_text, c.segment_start, c.before_start - c.segment_start), {{ grammar_quoted('^(' ~ p.magnitude ~ ')' ~ p.unit_whole ~ '$') }}, 1)
            else ''
        end as magnitude_ahead,
        case
            when c.unit_in_text is null and cu.unit_text is null and nu.unit_text is null
                and not regexp_matches(c.noun, {{ grammar_quoted('^' ~ p.not_a_unit) }})
                then case
                    when c.word_behind <> '' then nullif(regexp_extract(c.noun, {{ grammar_quoted('^' ~ p.noun ~ '{1,6}$') }}), '')
                    else nullif(regexp_extract(c.noun, {{ grammar_quoted('^(' ~ p.noun ~ '{1,5})(?:\\(.*)?$') }}, 1), '')
                end
        end as noun_unit
    from chosen as c
    inner join texts as t on c.input_key = t.input_key
    left join ahead_units as cu on t.column_unit_fold = cu.unit_text
    left join ahead_units as nu on t.name_unit_fold = nu.unit_text
),

sourced as (
    select
        *,
        coalesce(printed_unit, noun_unit) as value_unit,
        coalesce({{ grammar_meaning('magnitude_ahead', ['magnitude']) }}::bigint, 1) as ahead_factor,
        is_in_first_segment
        or sign_comparator is not null
        or word_comparator is not null
        or weak_comparator is not null
        or behind_comparator is not null
        or is_plus_minus
        or coalesce(printed_unit, noun_unit) is not null
        -- numbers and nothing else, all of the column's unit (100;200)
        or (
            regexp_full_match(reading_text, '[0-9.]+(?:[;、][0-9.]+)+[;。,]*')
            and coalesce(column_unit, name_unit) is not null
        ) as is_component
    from united
),

factored as (
    select
        *,
        coalesce(value_unit, column_unit, name_unit) as unit,
        case when value_unit is not null then 'value' when column_unit is not null then 'column' when name_unit is not null then 'name' end as unit_source,
        case
            when has_magnitude then printed_factor
            when value_unit is not null then ahead_factor
            when column_unit is not null or column_factor > 1 then column_factor
            else name_factor
        end * case when is_tenths then 10 else 1 end as printed_or_other_factor,
        regexp_matches(numerals[len(numerals)], '[\x{E010}-\x{E013}]') and magnitude <> '' as is_in_parts
    from sourced
    where is_component
),

valued as (
    select
        *,
        case when is_in_parts then 1 else printed_or_other_factor end as factor,
        case
            when is_fraction and numerals[1] is null then '100'
            -- a magnitude behind a number of parts belongs to it (2亿5000万)
            when len(numerals) = 1 and is_in_parts then numerals[1] || magnitude
            -- three to five hundred
            when is_range and is_chinese then numerals[1] || case
                when regexp_matches(numerals[1], '[万亿]$') then ''
                when regexp_full_match(numerals[1], '[一二两三四五六七八九]') then regexp_extract(numerals[2], '^[一二两三四五六七八九]([百千万亿]*)$', 1)
                else regexp_extract(numerals[2], '[万亿]+$')
            end
            else numerals[1]
        end as first_numeral,
        case when len(numerals) > 1 then numerals[len(numerals)] || case when is_in_parts then magnitude else '' end end as last_numeral,
        -- 九成五
        case when is_tenths then coalesce({{ numeral_value("nullif(replace(regexp_extract(core, '成(.)$', 1), '半', '五'), '')") }}, 0) else 0 end::integer as hundredths,
        case when has_half then 0.5 else 0 end as half,
        case when not is_duration then 0 when contains(core, '年') then 12 when contains(core, '天') then 24 else 60 end as smaller_in_larger,
        starts_with(core, '-') and (before <> '' or before_start = segment_start) as is_negative
    from factored
),

computed as (
    select
        *,
        case
            when is_duration then {{ grammar_number('first_numeral', 'smaller_in_larger') }} + {{ grammar_number('last_numeral', '1') }}
            else {{ grammar_number('first_numeral', 'factor') }} + case when last_numeral is null then hundredths else 0 end + half * factor
        end as first_value,
        case when last_numeral is not null and not is_duration then {{ grammar_number('first_numeral', '1') }} end as first_bare,
        {{ grammar_number('last_numeral', 'factor') }} + hundredths as last_value,
        {{ grammar_number('last_numeral', '1') }} as last_bare,
        case when lower_factor_printed > 1 then {{ grammar_number('first_numeral', 'lower_factor_printed') }} end as first_as_printed,
        {{ grammar_number('lower_numeral', 'coalesce(lower_factor, factor)') }} as lower_value,
        regexp_matches(core, '[—–~至到±]-|---|^-.*--') as is_last_negative
    from valued
),

read as (
    select
        *,
        case
            when is_plus_minus or is_range or is_bounded_twice then 'between'
            when sign_comparator is not null then case when is_bound_excluded then replace(sign_comparator, '=', '') else sign_comparator end
            when word_comparator is not null then case when is_bound_excluded then replace(word_comparator, '=', '') else word_comparator end
            when behind_comparator is not null then behind_comparator
            when weak_comparator is not null then weak_comparator
            else name_comparator
        end as comparator,
        case
            when is_bounded_twice then lower_value
            when is_plus_minus and is_range_of_two then first_value - last_value
            when is_plus_minus then -first_value
            -- a magnitude behind a range holds for both ends
            when is_range and lower_factor_printed > 1 then first_as_printed
            when is_range and first_bare > last_bare then first_bare
            when is_negative then -first_value
            else first_value
        end as value,
        case
            when is_bounded_twice then first_value
            when is_plus_minus and is_range_of_two then first_value + last_value
            when is_plus_minus then first_value
            when is_range and is_last_negative then -last_value
            when is_range then last_value
        end as upper
    from (
        select
            *,
            len(numerals) > 1 and is_plus_minus as is_range_of_two,
            coalesce(lower_value < first_value, false) as is_bounded_twice
        from computed
    ) as c
),

-- What parts a component from the one before it.
ordered as (
    select
        *,
        row_number() over along as component_ordinal,
        count(*) over (partition by input_key) as component_count,
        lag(number_end) over along as previous_end,
        regexp_extract(
            substr(reading_text, greatest(segment_start - 3, 1), segment_start - greatest(segment_start - 3, 1)), {{ grammar_quoted('(?:^|.*?)(' ~ p.separator ~ '|/)$') }}, 1
        ) as separator
    from read
    where value is not null
    window along as (partition by input_key order by piece_ordinal)
),

-- Its text begins at the strongest separator since the number before: a semicolon, else a comma, else the nearest.
begun as (
    select
        *,
        case
            when component_ordinal = 1 then 1
            when semicolon_length > 0 then previous_end + semicolon_length
            when comma_length > 0 then previous_end + comma_length
            else segment_start
        end as component_first
    from (
        select
            *,
            length(regexp_extract(substr(reading_text, previous_end, segment_start - previous_end), '^(?:[^();。]|\((?:[^()]|\([^()]*\))*\))*[;。]')) as semicolon_length,
            length(regexp_extract(substr(reading_text, previous_end, segment_start - previous_end), '^(?:[^(),]|\((?:[^()]|\([^()]*\))*\))*,')) as comma_length
        from ordered
    ) as o
),

alternative as (
    select
        *,
        coalesce(regexp_full_match(separator, {{ grammar_quoted(p.or_separator) }}), false) and component_ordinal > 1 as is_other_than_last
    from begun
),

bounded as (
    select
        *,
        component_count > 1 and (is_other_than_last or coalesce(lead(is_other_than_last) over (partition by input_key order by component_ordinal), false)) as is_alternative,
        coalesce(lead(component_first) over (partition by input_key order by component_ordinal), length(reading_text) + 1) as component_stop
    from alternative
),

trimmed as (
    select
        *,
        component_first + length(regexp_extract(substr(reading_text, component_first, component_stop - component_first), '^[\s;,:、。+①-⑳]*')) as text_first,
        component_stop - length(regexp_extract(substr(reading_text, component_first, component_stop - component_first), {{ grammar_quoted('(?:[\\s;,:、。+/①-⑳]|以及|或者|并且|且|或)*$') }})) as text_stop
    from bounded
),

final as (
    select
        input_key,
        component_ordinal::integer as component_ordinal,
        component_count::integer as component_count,
        is_alternative,
        comparator as target_comparator,
        least(value, coalesce(upper, value)) as target_value,
        case when upper is not null then greatest(value, upper) end as target_value_upper,
        unit as target_unit,
        unit_source as target_unit_source,
        -- which rule read it
        case
            when is_plus_minus then 'quantity.plus_minus'
            when is_range or is_bounded_twice then 'quantity.range'
            when sign_comparator is not null then 'quantity.sign'
            when word_comparator is not null then 'quantity.word_before'
            when behind_comparator is not null then 'quantity.word_after'
            when weak_comparator is not null then 'quantity.word_before'
            when name_comparator <> '=' then 'quantity.name'
            when is_fraction or is_tenths then 'quantity.fraction'
            when is_chinese then 'quantity.chinese'
            else 'quantity.plain'
        end as rule_code,
        -- places in the input text
        {{ grammar_input_span('target_fold', 'is_shifted', 'text_first', 'text_stop') }} as text_span,
        target_fold,
        reading_text,
        is_shifted,
        segment,
        before_start,
        before_start + length(lead_equals) + length(word_ahead) as before_stop,
        core_start,
        case when noun_unit is not null and printed_unit is null then unit_stop + length(noun_unit) else unit_stop end as unit_stop,
        greatest(number_end - length(word_behind) - case when is_range and starts_with(noun, '之间') then 2 else 0 end, unit_stop) as noun_stop,
        case when noun_unit is not null and printed_unit is null then greatest(number_end, unit_stop + length(noun_unit)) else number_end end as number_end,
        more,
        more_start,
        -- a unit printed ahead of the sign is no note
        case when printed_unit is not null and unit_in_text is null and bracket_before is null then segment_start when is_bounded_twice then lower_lead_stop else before_start end as lead_stop
    from trimmed
)

select * from final
