{{ config(meta={'scope': 'content'}) }}
-- A unit that the value prints stands beside a number, at most magnitudes, brackets and signs between them; one of the column or the name stands there.
with

readings as (
    select
        *,
        regexp_replace(bare_target || bare_column_unit, '{{ printed_number_pattern() }}', '#', 'g') as shape,
        -- a unit may hold digits of its own: m2, 次/48小时
        regexp_escape(regexp_replace(bare_unit, '{{ printed_number_pattern() }}', '#', 'g')) as unit_pattern
    from {{ ref('int_checkable_readings') }}
    where target_unit is not null
),

final as (
    select
        {{ reading_columns() }},
        'unit_as_printed' as check_name,
        concat_ws(' | ', target_text, column_unit_fold, indicator_name_fold) as expected,
        target_unit || ' (' || coalesce(target_unit_source, '-') || ')' as observed
    from readings
    where case target_unit_source
        when 'name' then not contains(bare_name, bare_unit)
        when 'column' then not contains(bare_column_unit, bare_unit)
        -- numbers in words, and percentages said in words
        when 'value' then case
            when bare_unit in ('%', '‰', '‱') and regexp_matches(bare_target, '{{ tenths_pattern() }}|分之|百分|[%‰‱]') then false
            when regexp_matches(bare_target, '[〇零一二两三四五六七八九十半壹贰叁肆伍陆柒捌玖拾]|[百千万亿][余多]')
                then not contains(replace(bare_target, '半', '') || bare_column_unit, bare_unit)
            else not regexp_matches(shape, '#[百千万亿余多几来个]*(?:\([含百千万亿]+\)|\([百千万亿]*)?' || unit_pattern)
                and not regexp_matches(shape, unit_pattern || '\)?:?[≥≧≤≦<>=≈~约为是达至到不超过低于少高大小及或等]*#')
                and not contains(shape, '(' || regexp_replace(bare_unit, '{{ printed_number_pattern() }}', '#', 'g') || ')')
        end
        else true
    end
)

select * from final
