{{ config(meta={'scope': 'content'}) }}
-- Where one number is printed in digits the value is that number, or that times a magnitude printed with it; and a sign with a number is a number to reach.
with

readings as (
    select * from {{ ref('int_checkable_readings') }}
),

pieces as (
    select
        * exclude (components),
        'value_as_printed' as check_name,
        bare_target as printed,
        target_value as number
    from readings
    where target_kind = 'quantitative' and target_comparator <> 'between'
    union all
    select
        r.* exclude (components, c),
        'component_value_as_printed' as check_name,
        {{ check_text('c.printed') }} as printed,
        c.number
    from (select *, unnest(components) as c from readings) as r
    where c.comparator <> 'between'
),

single as (
    select
        *,
        try_cast(replace(regexp_extract(printed, '{{ printed_number_pattern() }}'), ',', '') as double) as printed_number
    from pieces
    where len(regexp_extract_all(printed, '{{ printed_number_pattern() }}')) = 1 and not regexp_matches(printed, '[〇零一二两三四五六七八九十半]')
),

off as (
    select
        *,
        printed_number::varchar as expected_text,
        number::varchar as observed_text
    from single
    where not coalesce({{ is_printed_number('number', 'printed_number', "concat_ws('|', bare_target, bare_column_unit, bare_name)") }}, false)
),

-- Numbers of months may be deadlines, a year is no number to reach, and a letter in a digit's place, a raised digit or a fraction makes no such number.
in_words as (
    select
        *,
        'signed_number_is_quantitative' as check_name,
        bare_target as printed
    from readings
    where target_kind is null or (
        target_kind not in ('quantitative', 'deadline')
        and regexp_full_match(bare_target, '(?:[≥≤]|>=|<=){{ printed_number_pattern() }}[^0-9,;、/+.-]{0,3}')
        and not regexp_matches(bare_target, '[≥≤=](?:19|20)[0-9]{2}年')
        and not regexp_matches(bare_target, '[0-9][oO⁰¹²³⁴-⁹¼-¾⅐-⅟]')
    )
),

final as (
    select
        {{ reading_columns() }},
        check_name,
        printed || ': ' || expected_text as expected,
        observed_text as observed
    from off
    union all
    select
        {{ reading_columns() }},
        check_name,
        printed as expected,
        target_kind as observed
    from in_words
)

select * from final
