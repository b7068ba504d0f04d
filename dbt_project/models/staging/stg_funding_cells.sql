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
        concat_ws(' ', funding_group_text, funding_label_text) as funding_label_text,
        funding_group_word,
        funding_label_fold,
        funding_label_word,
        amount_text,
        amount_fold,
        amount_unit_text,
        amount_unit_fold,
        -- place
        {{ place_columns() }}
    from source
)

select * from renamed
