-- Every visible character of a page that gave rows is in a line or a cell, and every cell of its tables was landed: nothing falls between two steps.
select
    document_key,
    table_character_count - lost_character_count as observed,
    table_character_count as expected,
    unlaid_character_count
from {{ ref('mart_coverage') }}
where unlaid_character_count <> 0 or lost_character_count <> 0
