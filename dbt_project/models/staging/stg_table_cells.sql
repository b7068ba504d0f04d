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
        -- cell
        cell_kind,
        aside_heading_text,
        cell_text,
        length({{ without_blanks('cell_text') }}) as character_count
    from source
)

select * from renamed
