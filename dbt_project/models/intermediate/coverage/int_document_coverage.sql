-- Sums over the ledger: each cell of a table says itself what became of it, and what rows hold of it is compared with what it prints.
with

blocks as (
    select * from {{ ref('stg_page_blocks') }}
),

by_document as (
    select
        document_key,
        count(distinct page_number) filter (outcome = 'target_table') as table_page_count,
        count(distinct page_number) filter (is_engine_disputed) as disputed_page_count,
        sum(visible_character_count) as visible_character_count,
        sum(visible_character_count - laid_out_character_count) as unlaid_character_count,
        sum(table_character_count) as table_character_count,
        sum(lost_project_count) as lost_project_count,
        sum(lost_indicator_count) as lost_indicator_count
    from blocks
    group by document_key
),

cells as (
    select
        c.document_key,
        sum(c.character_count) as cell_character_count,
        sum(c.character_count - coalesce(r.rest_character_count, 0)) filter (c.cell_use = 'landed') as landed_character_count,
        sum(c.character_count) filter (c.cell_use in ('heading', 'repeated_heading', 'label', 'level')) as form_word_character_count,
        sum(c.character_count) filter (c.cell_use = 'filler') as filler_character_count,
        sum(c.character_count) filter (c.cell_use = 'aside') as aside_character_count,
        sum(coalesce(r.rest_character_count, c.character_count)) filter (c.cell_use = 'remainder' or r.rest_character_count > 0) as left_out_character_count,
        count(*) filter (c.cell_use = 'level') as unlanded_level_cell_count
    from {{ ref('stg_table_cells') }} as c
    inner join blocks as b using (document_key, page_number, block_number)
    left join {{ ref('int_landed_cell_rests') }} as r using (document_key, page_number, table_number, row_number, column_number)
    -- lines that could not be put together into rows stand in no table
    where (c.table_number > 0 or c.cell_use = 'remainder') and b.outcome in ('target_table', 'unreadable')
    group by c.document_key
),

-- A cell whose text is the target or the amount of several rows.
shared_cells as (
    select document_key, count(*) as shared_value_cell_count
    from (
        select document_key, page_number, table_number, row_number, column_number
        from {{ ref('stg_cell_uses') }}
        where field_name in ('target_text', 'period_target_text', 'amount_text')
        group by all
        having count(distinct concat_ws('-', raw_table, project_ordinal, row_ordinal)) > 1
    )
    group by document_key
),

landed_rows as (
    select
        document_key,
        count(*) filter (what = 'project') as landed_project_count,
        count(*) filter (what = 'indicator') as landed_indicator_count
    from (
        select document_key, 'project' as what from {{ ref('stg_project_rows') }}
        union all
        select document_key, 'indicator' as what from {{ ref('int_indicators') }}
    )
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
        -- rows
        (coalesce(r.landed_project_count, 0) + b.lost_project_count)::integer as printed_project_count,
        coalesce(r.landed_project_count, 0)::integer as landed_project_count,
        (coalesce(r.landed_indicator_count, 0) + b.lost_indicator_count)::integer as printed_indicator_count,
        coalesce(r.landed_indicator_count, 0)::integer as landed_indicator_count,
        coalesce(c.unlanded_level_cell_count, 0)::integer as unlanded_level_cell_count,
        coalesce(s.shared_value_cell_count, 0)::integer as shared_value_cell_count,
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
    from by_document as b
    left join cells as c using (document_key)
    left join shared_cells as s using (document_key)
    left join landed_rows as r using (document_key)
    left join indicator_cells as i using (document_key)
)

select * from final
