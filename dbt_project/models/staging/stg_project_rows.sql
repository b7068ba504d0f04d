with

source as (
    {{ corrected('project_rows') }}
),

renamed as (
    select
        -- ids
        document_key,
        document_key || '-' || printf('%04d', project_ordinal) as project_key,
        project_ordinal,
        -- form
        layout,
        scope,
        form_number,
        -- texts
        nullif(department_text, '') as department_text,
        nullif(department_fold, '') as department_fold,
        nullif(department_code_text, '') as department_code_text,
        nullif(unit_text, '') as unit_text,
        nullif(unit_fold, '') as unit_fold,
        nullif(unit_code_text, '') as unit_code_text,
        nullif(project_name_text, '') as project_name_text,
        nullif(project_name_fold, '') as project_name_fold,
        nullif(project_code_text, '') as project_code_text,
        nullif(project_code_fold, '') as project_code_fold,
        nullif(objective_text, '') as objective_text,
        nullif(objective_fold, '') as objective_fold,
        nullif(period_objective_text, '') as period_objective_text,
        nullif(form_title_text, '') as form_title_text,
        nullif(form_title_fold, '') as form_title_fold,
        nullif(form_year_text, '') as form_year_text,
        nullif(form_year_fold, '') as form_year_fold,
        -- place
        {{ place_columns() }}
    from source
)

select * from renamed
