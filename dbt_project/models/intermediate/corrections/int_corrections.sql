-- Which project, amount or indicator a correction speaks of. In a cell that holds several indicators it is the one printed at its position.
with

corrections as (
    select
        *,
        case when project_ordinal is not null then document_key || '-' || printf('%04d', project_ordinal) end as project_key
    from {{ ref('stg_corrections') }}
),

pieces as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        piece_number,
        1 + coalesce(sum(length(piece_text)) over (
            partition by document_key, project_ordinal, cell_ordinal
            order by piece_number rows between unbounded preceding and 1 preceding
        ), 0) as piece_start,
        length(piece_text) as piece_length
    from {{ ref('int_indicator_items') }}
),

indicators as (
    select
        i.document_key,
        i.project_ordinal,
        i.cell_ordinal,
        i.indicator_key,
        p.piece_start,
        p.piece_length
    from {{ ref('int_indicators') }} as i
    left join pieces as p using (document_key, project_ordinal, cell_ordinal, piece_number)
),

final as (
    select
        c.correction_number,
        c.document_key,
        c.sha256,
        c.table_name,
        c.project_ordinal,
        c.row_ordinal,
        c.page_number,
        c.column_name,
        c.printed_text,
        c.meant_text,
        c.reason,
        c.status,
        c.text_position,
        c.raw_text,
        c.corrected_text,
        c.project_key,
        i.indicator_key
    from corrections as c
    left join indicators as i
        on c.table_name = 'indicator_cells' and c.status = 'applied'
        and c.document_key = i.document_key and c.project_ordinal = i.project_ordinal and c.row_ordinal = i.cell_ordinal
        and (i.piece_start is null or c.text_position between i.piece_start and i.piece_start + i.piece_length - 1)
)

select * from final
