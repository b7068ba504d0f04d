with

source as (
    {{ corrected('total_rows') }}
),

renamed as (
    select
        -- ids
        document_key,
        total_ordinal,
        -- form
        layout,
        total_kind,
        -- texts
        total_label_text,
        total_label_fold,
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
