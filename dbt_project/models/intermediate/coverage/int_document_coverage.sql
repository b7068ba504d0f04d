with

blocks as (
    select
        document_key,
        count(distinct page_number) filter (outcome = 'target_table') as table_page_count,
        count(distinct page_number) filter (is_engine_disputed) as disputed_page_count,
        sum(visible_character_count) as visible_character_count,
        sum(visible_character_count - laid_out_character_count) as unlaid_character_count,
        sum(table_character_count) as table_character_count
    from {{ ref('stg_page_blocks') }}
    group by document_key
),

cells as (
    select
        document_key,
        sum(character_count) as cell_character_count,
        sum(character_count) filter (cell_use = 'landed') as landed_character_count,
        sum(character_count) filter (cell_use = 'form_word') as form_word_character_count,
        sum(character_count) filter (cell_use = 'filler') as filler_character_count,
        sum(character_count) filter (cell_use = 'aside') as aside_character_count,
        sum(character_count) filter (cell_use = 'left_out') as left_out_character_count
    from {{ ref('int_table_cells') }}
    group by document_key
),

indicator_cells as (
    select
        document_key,
        sum(cell_character_count) as indicator_cell_character_count,
        sum(indicator_character_count) as indicator_character_count,
        sum(separator_character_count) as separator_character_count,
        sum(remainder_character_count) as remainder_character_count
    from {{ ref('int_indicator_cell_coverage') }}
    group by document_key
),

final as (
    select
        b.document_key,
        b.table_page_count::integer as table_page_count,
        b.disputed_page_count::integer as disputed_page_count,
        b.visible_character_count::bigint as visible_character_count,
        b.unlaid_character_count::bigint as unlaid_character_count,
        -- tables
        b.table_character_count::bigint as table_character_count,
        coalesce(c.landed_character_count, 0)::bigint as landed_character_count,
        coalesce(c.form_word_character_count, 0)::bigint as form_word_character_count,
        coalesce(c.filler_character_count, 0)::bigint as filler_character_count,
        coalesce(c.aside_character_count, 0)::bigint as aside_character_count,
        coalesce(c.left_out_character_count, 0)::bigint as left_out_character_count,
        (b.table_character_count - coalesce(c.cell_character_count, 0))::bigint as lost_character_count,
        -- what was counted twice can be more than there is
        case
            when b.table_character_count > 0
                then greatest(
                    1 - (coalesce(c.left_out_character_count, 0) + abs(b.table_character_count - coalesce(c.cell_character_count, 0)))
                    / b.table_character_count, 0
                )
        end::decimal(7, 6) as table_coverage,
        -- indicators
        coalesce(i.indicator_cell_character_count, 0)::bigint as indicator_cell_character_count,
        coalesce(i.indicator_character_count, 0)::bigint as indicator_character_count,
        coalesce(i.separator_character_count, 0)::bigint as separator_character_count,
        coalesce(i.remainder_character_count, 0)::bigint as remainder_character_count,
        case
            when i.indicator_cell_character_count > 0 then greatest(1 - i.remainder_character_count / i.indicator_cell_character_count, 0)
        end::decimal(7, 6) as indicator_coverage
    from blocks as b
    left join cells as c using (document_key)
    left join indicator_cells as i using (document_key)
)

select * from final
