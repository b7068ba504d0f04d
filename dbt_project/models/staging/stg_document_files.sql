with

source as (
    select * from {{ source('raw', 'document_files') }}
),

renamed as (
    select
        -- ids
        file_path,
        document_key,
        -- what the manifest says
        region as manifest_region,
        publisher as manifest_publisher,
        try_cast(fiscal_year as integer) as manifest_fiscal_year,
        title as manifest_title,
        document_type as manifest_document_type,
        url as manifest_url,
        try_cast(published_on as date) as manifest_published_on,
        -- names, folded
        region_fold as manifest_region_fold,
        publisher_fold as manifest_publisher_fold,
        title_fold as manifest_title_fold
    from source
)

select * from renamed
