with

final as (
    select
        u.indicator_key,
        u.indicator_name,
        u.measure,
        c.conformed_indicator_key
    from {{ ref('int_indicator_use_measures') }} as u
    inner join {{ ref('int_conformed_names') }} as c using (indicator_name, measure)
)

select * from final
