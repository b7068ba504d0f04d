-- The value of a component that prints one number in digits is that number, times nothing but a magnitude. Ten times too much is none.
with

single as (
    select
        indicator_key,
        component_ordinal,
        component_text,
        target_value,
        try_cast(replace(regexp_extract(regexp_replace(component_text, '\s', '', 'g'), '[0-9][0-9,]*(?:\.[0-9]+)?'), ',', '') as decimal(24, 6)) as number
    from {{ ref('fact_target_component') }}
    where target_comparator <> 'between'
        and regexp_full_match(regexp_replace(component_text, '\s', '', 'g'), '[^0-9０-９〇零一二两三四五六七八九十]*[0-9][0-9,]*(?:\.[0-9]+)?[^0-9０-９〇零一二两三四五六七八九十]*')
)

select
    indicator_key,
    component_ordinal,
    component_text as expected,
    target_value as observed
from single
where number <> 0 and round(abs(target_value) / number, 6) not in (1, 100, 1000, 10000, 1000000, 10000000, 100000000, 1000000000000)
