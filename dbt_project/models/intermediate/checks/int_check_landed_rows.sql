-- What must hold of a document's raw rows before anything is made of them: what was lost, landed twice or put elsewhere shows.
with

documents as (
    select * from {{ ref('stg_documents') }}
),

rows_landed as (
    select document_key, project_key, project_ordinal, project_ordinal as ordinal, document_key as within, 'project' as what, page_number, page_last, bbox_x0, bbox_top, bbox_x1, bbox_bottom
    from {{ ref('stg_project_rows') }}
    union all by name
    select document_key, project_key, project_ordinal, cell_ordinal as ordinal, project_key as within, 'indicator' as what, page_number, page_last, bbox_x0, bbox_top, bbox_x1, bbox_bottom
    from {{ ref('stg_indicator_cells') }}
    union all by name
    select document_key, project_key, project_ordinal, funding_ordinal as ordinal, project_key as within, 'amount' as what, page_number, page_last, bbox_x0, bbox_top, bbox_x1, bbox_bottom
    from {{ ref('stg_funding_cells') }}
    union all by name
    select document_key, null as project_key, null as project_ordinal, total_ordinal as ordinal, document_key as within, 'total' as what, page_number, page_last, bbox_x0, bbox_top, bbox_x1, bbox_bottom
    from {{ ref('stg_total_rows') }}
),

blocks as (
    select * from {{ ref('stg_page_blocks') }}
),

rows_by_document as (
    select
        document_key,
        count(*) as row_count,
        count(*) filter (what = 'project') as project_count
    from rows_landed
    group by document_key
),

rows_by_page as (
    select
        document_key,
        page_number,
        count(*) as row_count
    from rows_landed
    where what in ('project', 'indicator')
    group by document_key, page_number
),

rows_by_blocks as (
    select
        document_key,
        page_number,
        sum(row_count) as row_count
    from blocks
    group by document_key, page_number
),

numbered as (
    select
        document_key,
        any_value(project_key) filter (what <> 'project') as project_key,
        what,
        within,
        min(page_number) as page_number,
        count(*) as row_count,
        count(distinct ordinal) as distinct_count,
        min(ordinal) as first_ordinal,
        max(ordinal) as last_ordinal
    from rows_landed
    group by document_key, what, within
),

ordinals as (
    select
        case when distinct_count <> row_count then 'ordinals_unique' else 'ordinals_without_gaps' end as check_name,
        document_key,
        project_key,
        page_number,
        what || ' ' || within || ': 1..' || row_count as expected,
        first_ordinal || '..' || last_ordinal as observed
    from numbered
    where distinct_count <> row_count or first_ordinal <> 1 or last_ordinal <> row_count
),

blocks_twice as (
    select
        'blocks_unique' as check_name,
        document_key,
        page_number,
        'block ' || block_number || ': 1' as expected,
        count(*)::varchar as observed
    from blocks
    group by document_key, page_number, block_number
    having count(*) > 1
),

without_project as (
    select
        'rows_have_projects' as check_name,
        document_key,
        project_key,
        page_number,
        'a project' as expected,
        what || ' ' || ordinal as observed
    from rows_landed
    anti join {{ ref('stg_project_rows') }} using (document_key, project_ordinal)
    where what in ('indicator', 'amount')
),

statuses as (
    select
        'status_fits_rows' as check_name,
        document_key,
        document_status as expected,
        coalesce(row_count, 0) || ' rows, ' || case when coalesce(trim(status_reason), '') = '' then 'no reason' else 'a reason' end as observed
    from documents
    left join rows_by_document using (document_key)
    where document_key not in (select document_key from {{ ref('stg_held_documents') }})
        and (
            coalesce(document_status, '') not in {{ var('closed_lists')['document_status'] }}
            or (document_status <> 'loaded' and coalesce(trim(status_reason), '') = '')
            or (document_status in ('quarantined', 'no_target_table') and row_count > 0)
            or (document_status in ('loaded', 'loaded_in_part') and coalesce(project_count, 0) = 0)
        )
),

listed as (
    {%- for model, column in [
        ('stg_page_blocks', 'outcome'), ('stg_funding_cells', 'funding_period'), ('stg_project_rows', 'scope'), ('stg_total_rows', 'total_kind')
    ] %}
    select document_key, page_number, '{{ column }}' as what, coalesce({{ column }}, '-') as value from {{ ref(model) }}
    where coalesce({{ column }}, '') not in {{ var('closed_lists')[column] }}
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

values_listed as (
    select
        'values_are_listed' as check_name,
        document_key,
        page_number,
        'a listed ' || what as expected,
        value as observed
    from listed
),

counted as (
    select
        'rows_are_counted' as check_name,
        document_key,
        page_number,
        coalesce(b.row_count, 0)::varchar as expected,
        coalesce(r.row_count, 0)::varchar as observed
    from rows_by_page as r
    full join rows_by_blocks as b using (document_key, page_number)
    where coalesce(b.row_count, 0) <> coalesce(r.row_count, 0)
),

pages as (
    select
        document_key,
        unnest(generate_series(1, page_count)) as page_number
    from documents
    where document_status <> 'quarantined'
),

outcomes as (
    select distinct
        b.document_key,
        b.page_number
    from blocks as b
    inner join documents as d using (document_key)
    where d.document_status <> 'quarantined'
),

without_outcome as (
    select
        'pages_have_outcomes' as check_name,
        coalesce(p.document_key, o.document_key) as document_key,
        coalesce(p.page_number, o.page_number) as page_number,
        case when p.document_key is null then 'no such page' else 'an outcome' end as expected,
        case when p.document_key is null then 'an outcome' else 'none' end as observed
    from pages as p
    full join outcomes as o using (document_key, page_number)
    where p.document_key is null or o.document_key is null
),

characters as (
    select
        'characters_within_page' as check_name,
        document_key,
        page_number,
        sum(visible_character_count)::varchar as expected,
        sum(cell_character_count)::varchar as observed
    from blocks
    group by document_key, page_number
    having sum(cell_character_count) > sum(visible_character_count)
),

parents as (
    select
        'parts_have_totals' as check_name,
        c.document_key,
        c.project_key,
        c.page_number,
        'amount ' || c.parent_ordinal as expected,
        'none' as observed
    from {{ ref('stg_funding_cells') }} as c
    anti join {{ ref('stg_funding_cells') }} as p on c.project_key = p.project_key and c.parent_ordinal = p.funding_ordinal
    where c.parent_ordinal is not null
),

blank as (
    select
        'rows_say_something' as check_name,
        document_key,
        project_key,
        page_number,
        'name or target' as expected,
        'cell ' || cell_ordinal as observed
    from {{ ref('stg_indicator_cells') }}
    where concat(trim(combined_text), trim(indicator_name_text), trim(target_text)) = ''
),

landed_twice as (
    select
        'rows_landed_once' as check_name,
        document_key,
        any_value(project_key) as project_key,
        page_number,
        'row ' || row_number || ' once' as expected,
        count(*)::varchar as observed
    from {{ ref('stg_indicator_cells') }}
    group by document_key, page_number, table_number, row_number, combined_text, level1_text, level2_text, indicator_name_text, target_text
    having count(*) > 1
),

misplaced as (
    select
        'places_within_document' as check_name,
        r.document_key,
        r.project_key,
        r.page_number,
        'pages 1..' || d.page_count as expected,
        r.what || ' ' || r.ordinal || ', pages ' || r.page_number || '..' || r.page_last as observed
    from rows_landed as r
    inner join documents as d using (document_key)
    where r.page_number < 1 or r.page_last < r.page_number or r.page_last > d.page_count or r.bbox_x1 < r.bbox_x0
        or (r.bbox_bottom < r.bbox_top and r.page_last = r.page_number)
),

-- SQL cuts the printed text where it found something in the folded one.
folded as (
    select
        'folded_text_same_length' as check_name,
        document_key,
        project_key,
        page_number,
        'cell ' || cell_ordinal as expected,
        'another length' as observed
    from {{ ref('stg_indicator_cells') }}
    where length(combined_text) <> length(combined_fold) or length(indicator_name_text) <> length(indicator_name_fold)
        or length(target_text) <> length(target_fold) or length(unit_text) <> length(unit_fold) or length(comparator_text) <> length(comparator_fold)
),

final as (
    select * from ordinals
    {%- for found in ['blocks_twice', 'without_project', 'statuses', 'values_listed', 'counted', 'without_outcome', 'characters', 'parents', 'blank', 'landed_twice', 'misplaced', 'folded'] %}
    union all by name
    select * from {{ found }}
    {%- endfor %}
)

select * from final
