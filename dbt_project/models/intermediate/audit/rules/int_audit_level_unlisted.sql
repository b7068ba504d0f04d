with

labelled as (
    select
        *,
        regexp_replace(coalesce(level1_text, ''), '[\s/\-—]', '', 'g') <> '' and level1 is null as is_level1_unlisted,
        regexp_replace(coalesce(level2_text, ''), '[\s/\-—]', '', 'g') <> '' and coalesce(level2_source, '') <> 'printed' as is_level2_unlisted
    from {{ ref('int_audited_indicators') }}
)

select {{ indicator_finding(
    'level.unlisted',
    "concat_ws('；', case when i.is_level1_unlisted then '一级指标：' || i.level1_text end, case when i.is_level2_unlisted then '二级指标：' || i.level2_text end)"
) }}
from labelled as i
where i.is_level1_unlisted or i.is_level2_unlisted
