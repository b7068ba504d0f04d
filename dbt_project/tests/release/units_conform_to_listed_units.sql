-- A conformed unit is itself in the list and conforms to itself, so that conforming twice changes nothing.
with

units as (
    select
        unit,
        unit_conformed
    from {{ ref('target_units') }}
),

final as (
    select
        u.unit,
        u.unit_conformed as expected,
        c.unit_conformed as observed
    from units as u
    left join units as c on u.unit_conformed = c.unit
)

select * from final
where expected is distinct from observed
