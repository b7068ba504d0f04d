with

source as (
    {{ corrected('indicator_cells') }}
),

renamed as (
    select
        -- ids
        document_key,
        document_key || '-' || printf('%04d', project_ordinal) as project_key,
        project_ordinal,
        cell_ordinal,
        -- form
        layout,
        -- texts
        combined_text,
        combined_fold,
        number_text,
        number_fold,
        level1_text,
        level1_fold,
        level1_word,
        level2_text,
        level2_fold,
        level2_word,
        indicator_name_text,
        indicator_name_fold,
        indicator_name_word,
        target_text,
        target_fold,
        period_target_text,
        period_target_fold,
        comparator_text,
        comparator_fold,
        unit_text,
        unit_fold,
        nature_text,
        nature_fold,
        direction_text,
        weight_text,
        weight_fold,
        note_text,
        note_fold,
        -- place
        {{ place_columns() }}
    from source
)

select * from renamed
