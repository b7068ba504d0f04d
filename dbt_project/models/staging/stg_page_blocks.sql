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
        -- character counts, white space left out
        visible_character_count,
        laid_out_character_count,
        table_character_count,
        cell_character_count,
        hidden_character_count
    from source
)

select * from renamed
