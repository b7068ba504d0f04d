-- Where the printed first level names a level, the row stands under that level.
with

levels as (
    select
        indicator_key,
        source_page,
        level1,
        regexp_extract({{ check_text('level1_text') }}, '^(产出|满意度)(?:指标)?$', 1) as said
    from {{ ref('fact_indicator') }}
    where level1 is not null
)

select
    indicator_key,
    source_page as page_number,
    said as expected,
    level1 as observed
from levels
where not starts_with(level1, said)
