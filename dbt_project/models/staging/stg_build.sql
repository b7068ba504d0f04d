with

source as (
    select * from {{ source('raw', 'build') }}
),

renamed as (
    select
        inputs_digest,
        extractor_version,
        conforming_version,
        library_versions,
        least_coverage
    from source
)

select * from renamed
