-- A unit that a shorter or earlier word of the list hides is dead weight: read behind a number, each listed unit comes out whole.
{%- set p = grammar_patterns() %}
with

units as (
    select unit from {{ ref('target_units') }}
    where is_after_number
),

final as (
    select
        unit as expected,
        regexp_extract(unit, {{ grammar_quoted('^' ~ p.unit_number) }}) as observed
    from units
)

select * from final
where expected <> observed
