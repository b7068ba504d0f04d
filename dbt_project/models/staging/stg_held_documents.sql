with

source as (
    select * from {{ source('raw', 'held_documents') }}
),

renamed as (
    select
        -- ids
        document_key,
        check_name,
        page_number,
        -- what the check found
        expected,
        observed
    from source
)

select * from renamed
