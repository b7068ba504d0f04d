-- Every character of a cell that holds all indicators of a project is in a piece, each as printed and in its place.
-- Guards against a splitting rule that swallows text, as a pattern that eats the digit before an item's number would.
with

pieces as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        string_agg(piece_text, '' order by piece_number) as pieces_text
    from {{ ref('int_indicator_items') }}
    group by all
)

select
    c.document_key,
    c.project_ordinal,
    c.cell_ordinal,
    c.combined_text as expected,
    p.pieces_text as observed
from {{ ref('stg_indicator_cells') }} as c
left join pieces as p using (document_key, project_ordinal, cell_ordinal)
where c.combined_text <> '' and c.combined_text is distinct from p.pieces_text
