{% set level1_label = level_label_alternation('level1') ~ '|[一-龥]{2,4}指标' %}
{% set level2_label = level_label_alternation('level2') ~ '|[一-龥]{2,4}指标' %}
{% set annual_label = '(?:本年度?|年度|当年)?(?:绩效)?(?:指标|目标)值' %}
{% set period_label = '(?:实施周期|实施期|项目|中期|中长期|总体|项目周期)(?:绩效)?(?:指标|目标)值' %}

with

items as (
    select * from {{ ref('int_indicator_items') }}
    where is_item
),

-- The head is cut into parts that follow each other without a gap, so that lengths give places.
heads as (
    select
        *,
        regexp_extract(
            piece_fold,
            '^([0-9]{1,3})(\s*[、.,]\s*)((?:[0-9]+\s*[-—–]\s*)?(?:{{ level1_label }}))(\s*[;:,]\s*)((?:[0-9]+\s*[-—–]\s*)?)((?:{{ level2_label }})?)(\s*[;:,]\s*)?(.*)$',
            ['number', 'gap', 'level1', 'level1_end', 'code', 'level2', 'level2_end', 'body']
        ) as coded,
        regexp_extract(
            piece_fold,
            '^([0-9]{1,3})(\s*[、.,]\s*)((?:[0-9]+\s*[-—–]\s*)?(?:{{ level1_label }}))(\s*[;:,]\s*)(.*)$',
            ['number', 'gap', 'level1', 'level1_end', 'body']
        ) as plain
    from items
),

-- A second label counts only where a separator ends it and something follows: 社会效益 before 年度指标值 is the indicator's name.
bodies as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        piece_number,
        piece_text,
        piece_fold,
        plain.number as printed_number,
        substr(piece_text, 1 + length(plain.number || plain.gap), length(plain.level1)) as level1_text,
        plain.level1 as level1_fold,
        has_level2,
        case when has_level2 then substr(piece_text, 1 + length(plain.number || plain.gap || plain.level1 || plain.level1_end), length(coded.code || coded.level2)) end as level2_text,
        case when has_level2 then coded.code || coded.level2 end as level2_fold,
        case when has_level2 then coded.body else plain.body end as body_fold
    from (
        select
            *,
            coded.level2 <> '' and coded.level2_end <> '' and coded.body <> ''
            and not regexp_matches(coded.body, '^(?:{{ annual_label }}|{{ period_label }})\s*:') as has_level2
        from heads
    )
),

cut as (
    select
        *,
        substr(piece_text, 1 + length(piece_fold) - length(body_fold)) as body_text,
        case
            when regexp_matches(body_fold, '{{ period_label }}\s*:.*{{ annual_label }}\s*:')
                then regexp_extract(
                    body_fold,
                    '^(.*?)([;,。\s]*{{ period_label }}\s*:\s*)(.*?)([;,。\s]*{{ annual_label }}\s*:\s*)(.*?)((?:[。;,]\s*)?)$',
                    ['name', 'gap1', 'period', 'gap2', 'target', 'rest']
                )
            when regexp_matches(body_fold, '{{ period_label }}\s*:')
                then regexp_extract(
                    body_fold,
                    '^(.*?)([;,。\s]*{{ period_label }}\s*:\s*)(.*?)((?:[。;,]\s*)?)()()$',
                    ['name', 'gap1', 'period', 'gap2', 'target', 'rest']
                )
            when regexp_matches(body_fold, '{{ annual_label }}\s*:')
                then regexp_extract(
                    body_fold,
                    '^(.*?)()()([;,。\s]*{{ annual_label }}\s*:\s*)(.*?)((?:[。;,]\s*)?)$',
                    ['name', 'gap1', 'period', 'gap2', 'target', 'rest']
                )
            -- no label before the value: the name ends at the first comma
            else regexp_extract(
                body_fold,
                '^([^;,]*)()()([;,]?\s*)(.*?)((?:[。;,]\s*)?)$',
                ['name', 'gap1', 'period', 'gap2', 'target', 'rest']
            )
        end as part,
        regexp_matches(body_fold, '{{ period_label }}\s*:') as has_period
    from bodies
),

final as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        piece_number,
        printed_number,
        level1_text,
        level1_fold,
        level2_text,
        level2_fold,
        substr(body_text, 1, length(part.name)) as indicator_name_text,
        part.name as indicator_name_fold,
        case when has_period then substr(body_text, 1 + length(part.name || part.gap1), length(part.period)) end as period_target_text,
        case when has_period then part.period end as period_target_fold,
        substr(body_text, 1 + length(part.name || part.gap1 || part.period || part.gap2), length(part.target)) as target_text,
        part.target as target_fold,
        length(piece_fold) as item_character_count,
        length(piece_fold) - length(level1_fold) - coalesce(length(level2_fold), 0) - length(part.name) - length(part.period)
        - length(part.target) - length(printed_number) as separator_character_count
    from cut
)

select * from final
