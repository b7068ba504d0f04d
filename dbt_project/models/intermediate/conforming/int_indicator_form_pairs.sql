{%- set least_score, least_with_words_added, least_with_words_replaced = 0.6, 0.65, 0.8 -%}
with

forms as (
    select * from {{ ref('int_indicator_forms') }}
),

-- Two forms as like as asked share one of the rarest grams that make up what may differ.
prefixes as (
    select
        form_rank,
        measure,
        gram,
        form_weight
    from {{ ref('int_indicator_form_grams') }}
    where
        coalesce(weight_before, 0) <= (1 - {{ least_score }}) * form_weight
        and form_count <= 500
),

candidates as (
    select distinct
        a.form_rank as rank_a,
        b.form_rank as rank_b,
        a.form_weight as weight_a,
        b.form_weight as weight_b
    from prefixes as a
    inner join prefixes as b
        on
            a.measure = b.measure
            and a.gram = b.gram
            and a.form_rank < b.form_rank
            and least(a.form_weight, b.form_weight) >= {{ least_score }} * greatest(a.form_weight, b.form_weight)
),

shared as (
    select
        c.rank_a,
        c.rank_b,
        c.weight_a,
        c.weight_b,
        sum(a.weight) as shared_weight
    from candidates as c
    inner join {{ ref('int_indicator_form_grams') }} as a on c.rank_a = a.form_rank
    inner join {{ ref('int_indicator_form_grams') }} as b on c.rank_b = b.form_rank and a.gram = b.gram
    group by c.rank_a, c.rank_b, c.weight_a, c.weight_b
),

contrasts as (
    select
        form_rank,
        body,
        list_sort(list_distinct(regexp_extract_all(body, '{{ indicator_contrast_words() }}'))) as contrast_words
    from forms
),

scored as (
    select
        *,
        -- a word in the place of another parts two names more than a word added
        shared_weight / (weight_a + weight_b - shared_weight + least(weight_a, weight_b) - shared_weight) as score
    from shared
),

alike as (
    select
        s.rank_a,
        s.rank_b,
        'similar' as grouped_by,
        round(s.score, 4) as score,
        -- of two names one of which only adds words less has to be shared
        a.contrast_words = b.contrast_words
        and s.score >= case when s.shared_weight >= least(s.weight_a, s.weight_b) - 0.0001 then {{ least_with_words_added }} else {{ least_with_words_replaced }} end as is_alike
    from scored as s
    inner join contrasts as a on s.rank_a = a.form_rank
    inner join contrasts as b on s.rank_b = b.form_rank
    where s.score >= {{ least_score }}
),

-- A cell may cut its name off: one is the beginning of the other, and a name that is cut off does not come to what it measures.
cut as (
    select
        least(a.form_rank, b.form_rank) as rank_a,
        greatest(a.form_rank, b.form_rank) as rank_b,
        'cut' as grouped_by,
        round(length(a.normalised_name) / length(b.normalised_name), 4) as score,
        true as is_alike
    from forms as a
    inner join forms as b on left(a.normalised_name, 12) = left(b.normalised_name, 12) and starts_with(b.normalised_name, a.normalised_name)
    where
        not a.is_apart
        and not b.is_apart
        and not a.is_measure_named
        and (a.measure = '其他' or not b.is_measure_named)
        and length(a.normalised_name) >= 12
        and length(b.normalised_name) > length(a.normalised_name)
        and length(b.normalised_name) <= case when length(a.normalised_name) >= 20 then 2 * length(a.normalised_name) else length(a.normalised_name) + 12 end
),

-- Where one form prints no level, a name that does not say what it measures is still the same name.
without_level as (
    select
        least(a.form_rank, b.form_rank) as rank_a,
        greatest(a.form_rank, b.form_rank) as rank_b,
        'similar' as grouped_by,
        1 as score,
        true as is_alike
    from forms as a
    inner join forms as b using (body)
    where a.measure = '其他' and b.measure = '数量' and not b.is_measure_named and length(body) >= 3 and not a.is_apart and not b.is_apart
),

together as (
    select * from alike
    union all
    select * from cut
    union all
    select * from without_level
),

final as (
    select
        rank_a,
        rank_b,
        first(grouped_by order by is_alike desc, score desc, grouped_by asc) as grouped_by,
        first(score order by is_alike desc, score desc, grouped_by asc) as score,
        bool_or(is_alike) as is_alike
    from together
    group by rank_a, rank_b
)

select * from final
