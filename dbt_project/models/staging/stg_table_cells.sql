with

source as (
    select * from {{ source('raw', 'table_cells') }}
),

renamed as (
    select
        -- ids
        document_key,
        page_number,
        block_number,
        table_number,
        row_number,
        column_number,
        -- what became of it
        cell_use,
        cell_role,
        aside_heading_text,
        reason as remainder_reason,
        -- text
        cell_text,
        length({{ without_blanks('cell_text') }}) as character_count,
        -- lineage
        bbox_x0,
        bbox_top,
        bbox_x1,
        bbox_bottom
    from source
)

select * from renamed
