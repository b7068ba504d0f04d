-- Indicators that a source prints in a way that cannot be right, or that the reviewed lists and the grammar do not know.
with

listed as (
    select distinct level1, level2
    from {{ ref('indicator_levels') }}
    where level2 is not null
),

indicators as (
    select
        *,
        regexp_replace(coalesce(level1_text, ''), '[\s/\-—]', '', 'g') as bare_level1,
        regexp_replace(coalesce(level2_text, ''), '[\s/\-—]', '', 'g') as bare_level2
    from {{ ref('int_indicators') }}
),

level_unlisted as (
    select
        'level.unlisted' as rule_code,
        document_key,
        project_key,
        indicator_key,
        concat_ws(
            '；',
            case when bare_level1 <> '' and level1 is null then '一级指标：' || level1_text end,
            case when bare_level2 <> '' and level2_source is distinct from 'printed' then '二级指标：' || level2_text end
        ) as evidence_text
    from indicators
    where (bare_level1 <> '' and level1 is null) or (bare_level2 <> '' and level2_source is distinct from 'printed')
),

level_parent as (
    select
        'level.parent' as rule_code,
        document_key,
        project_key,
        indicator_key,
        '“' || coalesce(nullif(bare_level2, ''), level2) || '”列在“' || bare_level1 || '”之下' as evidence_text
    from indicators
    anti join listed using (level1, level2)
    where level2_source = 'printed' and level1 is not null and bare_level1 <> ''
),

target_number as (
    select
        'target.number' as rule_code,
        i.document_key,
        i.project_key,
        i.indicator_key,
        i.indicator_name || '：' || i.target_text as evidence_text
    from indicators as i
    inner join {{ ref('int_kept_targets') }} as t using (indicator_key)
    -- a reading that our own checks took back is no fault of the source
    where not t.is_understood and not t.is_taken_back
),

ordered as (
    select
        *,
        row_number() over same_row as copy_number,
        first_value(indicator_ordinal) over same_row as first_ordinal,
        try_cast(printed_number as integer) as number,
        lag(try_cast(printed_number as integer)) over (partition by project_key order by indicator_ordinal) as number_before
    from indicators
    window same_row as (
        partition by project_key, level1_text, level2_text, indicator_name, target_text, period_target_text, note_text, weight order by indicator_ordinal
    )
),

indicator_twice as (
    select
        'indicator.twice' as rule_code,
        document_key,
        project_key,
        indicator_key,
        '与第 ' || first_ordinal || ' 个指标相同：' || indicator_name || '，' || coalesce(nullif(target_text, ''), '（空白）') as evidence_text
    from ordered
    where copy_number > 1 and indicator_name <> ''
),

indicator_number as (
    select
        'indicator.number' as rule_code,
        document_key,
        project_key,
        indicator_key,
        '编号 ' || number_before || ' 之后为 ' || number as evidence_text
    from ordered
    where number <> 1 and number <> number_before + 1
)

select * from level_unlisted
union all by name
select * from level_parent
union all by name
select * from target_number
union all by name
select * from indicator_twice
union all by name
select * from indicator_number
