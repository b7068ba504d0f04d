-- Whether what is printed in a document's target tables reached its rows.
with

coverage as (
    select c.*, b.least_coverage
    from {{ ref('int_document_coverage') }} as c
    inner join {{ ref('stg_documents') }} as d using (document_key)
    cross join {{ ref('stg_build') }} as b
    where d.document_status in ('loaded', 'loaded_in_part')
),

shares as (
    select
        'table_is_covered' as check_name,
        document_key,
        '>= ' || least_coverage as expected,
        table_coverage::varchar as observed
    from coverage
    where table_coverage < least_coverage
    union all by name
    select
        'indicators_are_covered' as check_name,
        document_key,
        '>= ' || least_coverage as expected,
        indicator_coverage::varchar as observed
    from coverage
    where indicator_coverage < least_coverage
    union all by name
    select
        'page_is_laid_out_whole' as check_name,
        document_key,
        '0 characters lost' as expected,
        unlaid_character_count || ' not laid out, ' || lost_character_count || ' lost' as observed
    from coverage
    where unlaid_character_count <> 0 or lost_character_count <> 0
),

-- Every character of a cell that holds several indicators is in one of them.
cut as (
    select distinct
        'combined_cells_are_cut_whole' as check_name,
        r.document_key,
        null::varchar as project_key,
        r.page_number,
        'items' as expected,
        r.rest_text as observed
    from {{ ref('int_landed_cell_rests') }} as r
    inner join {{ ref('stg_cell_uses') }} as u using (document_key, page_number, table_number, row_number, column_number)
    where u.field_name = 'combined_text'
),

-- What of an item is no field may only be codes, value labels and their punctuation: no more than this.
{%- set most_separators = 40 %}
items as (
    select
        'items_are_covered' as check_name,
        document_key,
        project_key,
        page_number,
        combined_text as expected,
        length(combined_fold) - length(concat(number_fold, level1_fold, level2_fold, indicator_name_fold, period_target_fold, target_fold))
        || ' characters in no field' as observed
    from {{ ref('stg_indicator_cells') }}
    where length(combined_fold) - length(concat(number_fold, level1_fold, level2_fold, indicator_name_fold, period_target_fold, target_fold))
        not between 0 and {{ most_separators }}
),

-- A correction whose document is there must find its place, and in it the printed text that it was made for.
corrections as (
    select
        'corrections_fit' as check_name,
        document_key,
        page_number,
        'correction ' || correction_number || ', ' || table_name || '.' || column_name || ': ' || printed_text as expected,
        status || ': ' || raw_text as observed
    from {{ ref('stg_corrections') }}
    where status in ('stale', 'place_not_found')
),

final as (
    {%- for found in ['shares', 'cut', 'items', 'corrections'] %}
    select * from {{ found }}
    {% if not loop.last %}union all by name{% endif %}
    {%- endfor %}
)

select * from final
