with

source as (
    {{ corrected('funding_cells') }}
),

renamed as (
    select
        -- ids
        document_key,
        document_key || '-' || printf('%04d', project_ordinal) as project_key,
        project_ordinal,
        funding_ordinal,
        parent_ordinal,
        -- form
        layout,
        period as funding_period,
        -- texts
        funding_label_text,
        funding_label_fold,
        amount_text,
        amount_fold,
        amount_unit_text,
        amount_unit_fold,
        -- place
        {{ place_columns() }}
    from source
)

select * from renamed
