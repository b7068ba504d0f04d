with

cells as (
    select * from {{ ref('stg_indicator_cells') }}
),

levels as (
    select * from {{ ref('indicator_levels') }}
),

printed as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        nullif(number_fold, '') as printed_number,
        level1_text,
        level1_word,
        level2_text,
        level2_word,
        indicator_name_text,
        indicator_name_fold,
        indicator_name_word,
        period_target_text,
        period_target_fold,
        target_text,
        target_fold,
        nullif(comparator_text, '') as comparator_text,
        nullif(comparator_fold, '') as comparator_fold,
        case when unit_fold not in ('', '其他', '其它', '无', '/', '-') then unit_text end as column_unit_text,
        case when unit_fold not in ('', '其他', '其它', '无', '/', '-') then unit_fold end as column_unit_fold,
        nullif(nature_text, '') as target_nature_text,
        nullif(direction_text, '') as direction_text,
        weight_fold,
        nullif(note_text, '') as note_text
    from cells
),

numbered as (
    select
        t.*,
        row_number() over (partition by t.document_key, t.project_ordinal order by t.cell_ordinal) as indicator_ordinal
    from printed as t
),

final as (
    select
        -- ids
        c.project_key || '-' || printf('%03d', n.indicator_ordinal) as indicator_key,
        c.project_key,
        n.document_key,
        n.project_ordinal,
        n.cell_ordinal,
        n.indicator_ordinal,
        n.printed_number,
        -- levels
        coalesce(l1.level1, case when coalesce(n.level1_word, '') = '' then l2.level1 end) as level1,
        coalesce(l2.level2, l1.level2, by_name.level2) as level2,
        n.level1_text,
        n.level2_text,
        case
            when coalesce(l2.level2, l1.level2) is not null then 'printed'
            when by_name.level2 is not null then 'inferred'
        end as level2_source,
        -- texts
        trim(regexp_replace(trim(n.indicator_name_text), '[。.]+$', '')) as indicator_name,
        trim(regexp_replace(trim(n.indicator_name_fold), '[。.]+$', '')) as indicator_name_fold,
        trim(
            coalesce(n.comparator_text, '') || coalesce(n.target_text, '')
            || case when trim(coalesce(n.target_text, '')) <> '' and not ends_with(n.target_fold, coalesce(n.column_unit_fold, '')) then n.column_unit_text else '' end
        ) as target_text,
        trim(coalesce(n.comparator_fold, '') || coalesce(n.target_fold, '')) as target_fold,
        nullif(trim(n.period_target_text), '') as period_target_text,
        nullif(trim(n.period_target_fold), '') as period_target_fold,
        n.column_unit_fold,
        n.target_nature_text,
        n.direction_text,
        n.note_text,
        try_cast(nullif(regexp_extract(replace(n.weight_fold, ' ', ''), '^[(\[【]?([0-9]+(?:\.[0-9]+)?|\.[0-9]+)', 1), '') as decimal(9, 4)) as weight,
        -- lineage
        c.layout,
        c.page_number as source_page,
        c.page_last as source_page_last,
        c.table_number as source_table,
        c.row_number as source_row,
        c.bbox_x0,
        c.bbox_top,
        c.bbox_x1,
        c.bbox_bottom
    from numbered as n
    inner join cells as c using (document_key, project_ordinal, cell_ordinal)
    left join levels as l1 on n.level1_word = l1.word and l1.place in ('level1', 'both')
    left join levels as l2 on n.level2_word = l2.word and l2.place in ('level2', 'both')
    left join levels as by_name on n.indicator_name_word = by_name.word and by_name.place in ('level2', 'both') and coalesce(n.level2_word, '') = ''
)

select * from final
