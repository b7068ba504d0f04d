with

source as (
    {{ corrected('documents') }}
),

renamed as (
    select
        -- ids
        document_key,
        sha256,
        -- facts
        format as document_format,
        byte_count,
        encoding as text_encoding,
        page_count,
        document_type as document_type_text,
        status as document_status,
        reason as status_reason,
        -- texts
        nullif(title_text, '') as title_text,
        nullif(title_fold, '') as title_fold,
        nullif(publisher_text, '') as publisher_text,
        nullif(publisher_fold, '') as publisher_fold
    from source
)

select * from renamed
