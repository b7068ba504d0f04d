{{ config(meta={'scope': 'content'}) }}
-- A second reading of signs and words that can mean only one thing; where a text leaves room for doubt it says nothing.
with

readings as (
    select
        *,
        -- the name may end with what the value is held against: 平均值≤
        regexp_matches(bare_name, '(?:[≥≤<>=]|[高低多少大小]于(?:等于)?|不超过|至少|至多)\)?$') as is_said_by_name
    from {{ ref('int_checkable_readings') }}
    where target_kind in ('quantitative', 'compound')
),

-- The target as a whole where it holds one number to reach, and each of its components.
pieces as (
    select
        * exclude (components),
        'comparator_as_printed' as check_name,
        bare_target as printed,
        pattern as shape,
        target_comparator as comparator
    from readings
    where target_kind = 'quantitative'
    union all
    select
        r.* exclude (components, c),
        'component_comparator_as_printed' as check_name,
        {{ check_text('c.printed') }} as printed,
        regexp_replace({{ check_text('c.printed') }}, '{{ printed_number_pattern() }}', '#', 'g') as shape,
        c.comparator
    from (select *, unnest(components) as c from readings) as r
),

said as (
    select
        *,
        length(shape) - length(replace(shape, '#', '')) as number_count,
        case
            when length(shape) - length(replace(shape, '#', '')) = 1 and regexp_matches(shape, '(?:[≥≧]|>=|=>)[-+]?#') then '>='
            when length(shape) - length(replace(shape, '#', '')) = 1 and regexp_matches(shape, '(?:[≤≦]|<=|=<)[-+]?#') then '<='
            when regexp_matches(shape, '^(?:≥|>=|=>|不低于|不得低于|不少于|不小于|大于等于|大于或等于|至少|最少)[^≤<]*#[^≤<]*$')
                and not regexp_matches(shape, '不超|不高于|不大于|不多于|小于|低于.*以下|至多|最多|以内|以下') then '>='
            when regexp_matches(shape, '^(?:≤|<=|=<|不超过|不得超过|不高于|不大于|不多于|小于等于|小于或等于|至多|最多)[^≥>]*#[^≥>]*$')
                and not regexp_matches(shape, '不低于|不少于|不小于|大于|至少|最少|以上') then '<='
            when check_name = 'comparator_as_printed' and not is_said_by_name and length(shape) - length(replace(shape, '#', '')) = 1
                and not regexp_matches(shape, '[≥≧≤≦<>=≈±~《》﹤﹥]|[上下内不达超过低高多少大小至最控约左右到突破起满余近]') then '='
        end as said_comparator
    from pieces
),

contradicted as (
    select
        *,
        said_comparator as expected_comparator
    from said
    where said_comparator is distinct from comparator and said_comparator is not null
        and not (comparator = 'between' and regexp_matches(shape, '[-±~〜～—–至到]'))
        -- of several numbers the first one's sign need not be that of the one to reach
        and (number_count = 1 or (comparator in ('<', '<=')) = (said_comparator = '>=') or comparator not in ('>', '>=', '<', '<='))
        and number_count <= 2
),

-- A comparator other than "equals" rests on some sign or word.
unsaid as (
    select
        * replace ('comparator_is_printed' as check_name),
        '=' as expected_comparator
    from said
    where comparator <> '=' and not is_said_by_name
        and not regexp_matches(
            bare_target || printed,
            '[≥≧≤≦><≈±》《﹥﹤~〜～—–-]|以上|以下|之上|之下|内|不低|不得|不少|不小|不大|不多|不高|不超|不突破|不足|不到|未|大于|小于|高于|低于|多于|少于|超|至|最|达|控制|约|左右|上下|到|近|余|多|起|满|之间'
        )
),

final as (
    select
        {{ reading_columns() }},
        check_name,
        printed || ': ' || expected_comparator as expected,
        comparator as observed
    from contradicted
    union all
    select
        {{ reading_columns() }},
        check_name,
        printed || ': ' || expected_comparator as expected,
        comparator as observed
    from unsaid
)

select * from final
