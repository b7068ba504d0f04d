with

source as (
    select * from {{ source('raw', 'cell_uses') }}
),

renamed as (
    select
        -- the cell
        document_key,
        page_number,
        table_number,
        row_number,
        column_number,
        -- the field of a landed row
        raw_table,
        project_ordinal,
        row_ordinal,
        field_name
    from source
)

select * from renamed
