with

source as (
    select * from {{ source('raw', 'expected_publishers') }}
),

renamed as (
    select
        region,
        publisher,
        fiscal_year::integer as fiscal_year,
        -- names, folded
        region_fold,
        publisher_fold
    from source
)

select * from renamed
