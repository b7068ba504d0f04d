with

forms as (
    select
        form_rank,
        measure,
        body
    from {{ ref('int_indicator_forms') }}
    where length(body) > 1 and not is_apart
),

grams as (
    select
        form_rank,
        measure,
        unnest(list_distinct(
            string_split(body, '') || list_transform(range(1, length(body)), place -> substr(body, place, 2))
        )) as gram
    from forms
),

frequencies as (
    select
        gram,
        count(*) as form_count,
        ln(1 + (select count(*) from forms) / count(*)) as weight
    from grams
    group by gram
),

final as (
    select
        g.form_rank,
        g.measure,
        g.gram,
        f.form_count,
        f.weight,
        sum(f.weight) over (partition by g.form_rank) as form_weight,
        sum(f.weight) over (partition by g.form_rank order by f.form_count, g.gram rows between unbounded preceding and 1 preceding) as weight_before
    from grams as g
    inner join frequencies as f using (gram)
)

select * from final
