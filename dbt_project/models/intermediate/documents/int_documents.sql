with

documents as (
    select * from {{ ref('stg_documents') }}
),

-- One content may be offered at several paths: what the manifest says at the first path that says it holds.
offered as (
    select
        document_key,
        min(file_path) as first_file_path,
        arg_min(manifest_region, file_path) filter (where manifest_region is not null) as manifest_region,
        arg_min(manifest_publisher, file_path) filter (where manifest_publisher is not null) as manifest_publisher,
        arg_min(manifest_region_fold, file_path) filter (where manifest_region is not null) as manifest_region_fold,
        arg_min(manifest_publisher_fold, file_path) filter (where manifest_publisher is not null) as manifest_publisher_fold,
        arg_min(manifest_title_fold, file_path) filter (where manifest_title is not null) as manifest_title_fold,
        arg_min(manifest_fiscal_year, file_path) filter (where manifest_fiscal_year is not null) as manifest_fiscal_year,
        arg_min(manifest_title, file_path) filter (where manifest_title is not null) as manifest_title,
        arg_min(manifest_document_type, file_path) filter (where manifest_document_type is not null) as manifest_document_type,
        arg_min(manifest_url, file_path) filter (where manifest_url is not null) as url,
        arg_min(manifest_published_on, file_path) filter (where manifest_published_on is not null) as published_on
    from {{ ref('stg_document_files') }}
    group by document_key
),

-- A form states a document's year only where all forms that state one agree.
form_years as (
    select
        document_key,
        case when count(distinct form_year) = 1 then any_value(form_year) end as form_year
    from {{ ref('int_project_years') }}
    group by document_key
),

-- A department's own table names the department whose document it stands in; so does the only department that the forms name.
departments as (
    select
        document_key,
        case
            when count(*) filter (scope = 'department') = 1 then any_value(coalesce(unit_text, department_text)) filter (scope = 'department')
            when count(distinct department_fold) = 1 then any_value(department_text)
        end as department_name,
        case
            when count(*) filter (scope = 'department') = 1 then any_value(coalesce(unit_fold, department_fold)) filter (scope = 'department')
            when count(distinct department_fold) = 1 then any_value(department_fold)
        end as department_name_fold
    from {{ ref('stg_project_rows') }}
    group by document_key
),

described as (
    select
        d.*,
        o.* exclude (document_key),
        f.form_year,
        coalesce(o.manifest_publisher, d.publisher_text, n.department_name) as publisher,
        coalesce(o.manifest_publisher_fold, d.publisher_fold, n.department_name_fold) as publisher_fold_any,
        coalesce(o.manifest_title, d.title_text) as title,
        coalesce(o.manifest_title_fold, d.title_fold) as title_fold_any
    from documents as d
    inner join offered as o using (document_key)
    left join form_years as f using (document_key)
    left join departments as n using (document_key)
),

titled as (
    select
        *,
        -- a title that names two years states none
        case
            when len(list_distinct(regexp_extract_all(title_fold_any, '((?:19|20)[0-9]{2})\s*年', 1))) = 1
                then try_cast(regexp_extract(title_fold_any, '((?:19|20)[0-9]{2})\s*年', 1) as integer)
        end as title_year,
        regexp_replace(regexp_replace(publisher_fold_any, '\s+', '', 'g'), '^(?:中共|中国共产党)', '') as publisher_body
    from described
),

-- The longest listed region that the publisher's name begins with; a place not listed (a county, a city of its rank) is taken from the name.
regions as (
    select
        t.document_key,
        coalesce(
            arg_max(r.region_name, length(r.beginning)),
            any_value(nullif(regexp_extract(t.publisher_body, '^([一-龥]{2,6}?(?:自治县|县|自治旗|旗|[^城]市|[^发园社小城地院辖范]区))', 1), ''))
        ) as publisher_region
    from titled as t
    left join {{ ref('int_region_beginnings') }} as r
        on
            starts_with(t.publisher_body, r.beginning)
            and (not r.is_whole or regexp_replace(t.publisher_body, '(?:\(?本级\)?|机关)$', '') = r.beginning)
    group by t.document_key
),

final as (
    select
        -- ids
        document_key,
        sha256,
        first_file_path,
        -- what it is
        document_format,
        -- what the list of documents calls otherwise is of another type
        case
            when manifest_document_type is null or manifest_document_type in ('绩效目标表', '部门预算', '单位预算', '自评', '决算', 'other')
                then coalesce(manifest_document_type, document_type_text)
            else 'other'
        end as document_type,
        title,
        publisher,
        publisher_fold_any as publisher_fold,
        coalesce(manifest_region, publisher_region) as region,
        coalesce(manifest_region_fold, publisher_region) as region_fold,
        coalesce(manifest_fiscal_year, title_year, form_year) as fiscal_year,
        case
            when manifest_fiscal_year is not null then 'manifest'
            when title_year is not null then 'title'
            when form_year is not null then 'form'
        end as fiscal_year_source,
        manifest_fiscal_year,
        title_year,
        published_on,
        url,
        -- outcome
        page_count,
        document_status,
        status_reason
    from titled
    inner join regions using (document_key)
)

select * from final
