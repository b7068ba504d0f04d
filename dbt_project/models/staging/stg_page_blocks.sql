with

source as (
    select * from {{ source('raw', 'page_blocks') }}
),

renamed as (
    select
        -- ids
        document_key,
        page_number,
        block_number,
        -- outcome
        outcome,
        layout,
        engine,
        row_count,
        reason as outcome_reason,
        is_engine_disputed,
        -- counts; of characters without white space
        visible_character_count,
        laid_out_character_count,
        table_character_count,
        cell_character_count,
        lost_project_count,
        lost_indicator_count,
        hidden_character_count
    from source
)

select * from renamed
