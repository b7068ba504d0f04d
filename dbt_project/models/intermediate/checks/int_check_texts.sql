-- Names and targets stand in the texts landed for their project: those of columns in their own column and row, those cut from one cell in that cell.
with

indicators as (
    select
        *,
        regexp_replace(coalesce(indicator_name, ''), '\s', '', 'g') as bare_name,
        regexp_replace(target_text, '\s', '', 'g') as bare_target
    from {{ ref('int_indicators') }}
),

landed as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        combined_text is not null as is_combined,
        regexp_replace(coalesce(combined_text, ''), '\s', '', 'g') as cell_text,
        regexp_replace(coalesce(indicator_name_text, ''), '\s', '', 'g') as landed_name,
        regexp_replace(coalesce(target_text, ''), '\s', '', 'g') as landed_target
    from {{ ref('stg_indicator_cells') }}
),

final as (
    select
        'text_as_landed' as check_name,
        i.document_key,
        i.project_key,
        i.indicator_key,
        i.source_page as page_number,
        left(case when l.is_combined then l.cell_text else l.landed_name || ' | ' || l.landed_target end, 300) as expected,
        i.bare_name || ' | ' || i.bare_target as observed
    from indicators as i
    inner join landed as l using (document_key, project_ordinal, cell_ordinal)
    where case
        when l.is_combined
            then not contains(l.cell_text, i.bare_name)
                or not contains(substr(l.cell_text, position(i.bare_name in l.cell_text) + length(i.bare_name)), i.bare_target)
        else not contains(l.landed_name, i.bare_name) or not contains(i.bare_target, l.landed_target)
    end
)

select * from final
