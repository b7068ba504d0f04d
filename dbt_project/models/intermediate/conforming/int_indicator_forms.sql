with

counted as (
    select
        n.form_key,
        split_part(n.form_key, '|', 1) as measure,
        u.indicator_name,
        any_value(n.normalised_name) as normalised_name,
        any_value(n.body) as body,
        bool_or(n.is_measure_named) as is_measure_named,
        bool_or(n.is_apart) as is_apart,
        -- a name moved to this form does not stand for it
        bool_or(n.is_decided and not n.is_apart) as is_moved,
        count(*) as use_count,
        count(distinct u.document_key) as document_count
    from {{ ref('int_indicator_use_measures') }} as u
    inner join {{ ref('int_indicator_name_measures') }} as n using (indicator_name, measure)
    group by n.form_key, n.measure, u.indicator_name
),

ordered as (
    select
        *,
        row_number() over (partition by form_key order by is_moved asc, document_count desc, use_count desc, length(indicator_name) asc, indicator_name asc, body asc) as name_rank
    from counted
),

-- The printed name most used stands for the form.
final as (
    select
        form_key,
        any_value(measure) as measure,
        max(indicator_name) filter (where name_rank = 1) as form_name,
        max(normalised_name) filter (where name_rank = 1) as normalised_name,
        max(body) filter (where name_rank = 1) as body,
        bool_or(is_measure_named) as is_measure_named,
        bool_or(is_apart) as is_apart,
        row_number() over (order by max(document_count) desc, sum(use_count) desc, length(form_key) asc, form_key asc) as form_rank
    from ordered
    group by form_key
)

select * from final
