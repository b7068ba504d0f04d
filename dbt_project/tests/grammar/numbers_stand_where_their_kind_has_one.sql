-- One number for a quantitative target, several for a compound one, none in the columns of any other; ends of a range in order.
with

components as (
    select
        input_key,
        count(*) as component_count,
        count(distinct component_ordinal) as ordinal_count,
        max(component_ordinal) as last_ordinal,
        bool_and(coalesce(component_text, '') <> '') as is_cut,
        bool_and((target_comparator = 'between') = (target_value_upper is not null) and target_value <= coalesce(target_value_upper, target_value)) as is_in_order
    from {{ ref('int_target_components_parsed') }}
    group by input_key
),

final as (
    select
        t.input_key,
        t.target_kind,
        t.target_value,
        t.target_value_upper,
        t.target_comparator,
        c.component_count
    from {{ ref('int_targets_parsed') }} as t
    left join components as c on t.input_key = c.input_key
    where
        t.target_kind is null
        or (t.target_kind = 'quantitative') <> (t.target_value is not null)
        or (t.target_kind = 'quantitative' and c.component_count is distinct from 1)
        or (t.target_kind = 'compound' and coalesce(c.component_count, 0) < 2)
        or (t.target_comparator = 'between') <> (t.target_value_upper is not null)
        or c.ordinal_count <> c.component_count
        or c.last_ordinal <> c.component_count
        or not c.is_cut
        or not c.is_in_order
)

select * from final
