-- Sorted by gram, so that a search reads only the row groups that its grams are in.
with

grams as (
    select
        text_number,
        unnest(list_distinct(list_transform(range(1, length(search_form)), place -> {{ search_gram('search_form', 'place') }}))) as gram
    from {{ ref('int_search_texts') }}
),

final as (
    select
        gram,
        text_number
    from grams
)

select * from final
order by gram, text_number
