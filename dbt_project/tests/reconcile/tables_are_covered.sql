-- Of all characters in target tables, and of all in indicator cells, at least the share that the setting COVERAGE asks for is in rows.
select
    sum(table_character_count * table_coverage) / sum(table_character_count) as table_coverage,
    sum(indicator_cell_character_count * indicator_coverage) / sum(indicator_cell_character_count) as indicator_coverage,
    {{ var('least_coverage') }} as least_coverage
from {{ ref('mart_coverage') }}
having table_coverage < {{ var('least_coverage') }} or indicator_coverage < {{ var('least_coverage') }}
