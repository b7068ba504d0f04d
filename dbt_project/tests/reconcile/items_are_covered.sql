-- Every item's characters are its fields, or the separators, labels and numbering between them.
-- What is not a field may only be punctuation, blanks, digits and the value labels.
with

items as (
    select * from {{ ref('int_indicator_items') }}
    where is_item
),

fields as (
    select * from {{ ref('int_indicator_item_fields') }}
)

select
    i.document_key,
    i.project_ordinal,
    i.piece_number,
    i.piece_text as expected,
    f.item_character_count as observed_characters,
    f.separator_character_count
from items as i
left join fields as f using (document_key, project_ordinal, cell_ordinal, piece_number)
where f.document_key is null
    or f.item_character_count <> length(i.piece_fold)
    or f.separator_character_count < 0
    -- number, two codes, two value labels and their punctuation take no more than this
    or f.separator_character_count > 40
