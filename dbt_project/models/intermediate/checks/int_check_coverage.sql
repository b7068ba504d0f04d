-- Whether what is printed in a document's target tables reached its rows.
with

coverage as (
    select c.*
    from {{ ref('int_document_coverage') }} as c
    inner join {{ ref('stg_documents') }} as d using (document_key)
    where d.document_status in ('loaded', 'loaded_in_part')
),

shares as (
    select
        'table_is_covered' as check_name,
        document_key,
        '>= {{ var('least_coverage') }}' as expected,
        table_coverage::varchar as observed
    from coverage
    where table_coverage < {{ var('least_coverage') }}
    union all by name
    select
        'indicators_are_covered' as check_name,
        document_key,
        '>= {{ var('least_coverage') }}' as expected,
        indicator_coverage::varchar as observed
    from coverage
    where indicator_coverage < {{ var('least_coverage') }}
    union all by name
    select
        'page_is_laid_out_whole' as check_name,
        document_key,
        '0 characters lost' as expected,
        unlaid_character_count || ' not laid out, ' || lost_character_count || ' lost' as observed
    from coverage
    where unlaid_character_count <> 0 or lost_character_count <> 0
),

-- Every character of a cell that holds all indicators of a project is in a piece, each as printed and in its place.
pieces as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        string_agg(piece_text, '' order by piece_number) as pieces_text
    from {{ ref('int_indicator_items') }}
    group by document_key, project_ordinal, cell_ordinal
),

cut as (
    select
        'combined_cells_are_cut_whole' as check_name,
        c.document_key,
        c.project_key,
        c.page_number,
        c.combined_text as expected,
        p.pieces_text as observed
    from {{ ref('stg_indicator_cells') }} as c
    left join pieces as p using (document_key, project_ordinal, cell_ordinal)
    where c.combined_text <> '' and c.combined_text is distinct from p.pieces_text
),

-- What of an item is no field may only be its number, codes, value labels and their punctuation: no more than this.
{%- set most_separators = 40 %}
items as (
    select
        'items_are_covered' as check_name,
        i.document_key,
        c.project_key,
        c.page_number,
        i.piece_text as expected,
        coalesce(f.item_character_count, 0) || ' characters, ' || coalesce(f.separator_character_count, 0) || ' in no field' as observed
    from {{ ref('int_indicator_items') }} as i
    inner join {{ ref('stg_indicator_cells') }} as c using (document_key, project_ordinal, cell_ordinal)
    left join {{ ref('int_indicator_item_fields') }} as f using (document_key, project_ordinal, cell_ordinal, piece_number)
    where i.is_item
        and (
            f.document_key is null or f.item_character_count <> length(i.piece_fold)
            or f.separator_character_count < 0 or f.separator_character_count > {{ most_separators }}
        )
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
