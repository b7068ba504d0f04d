-- An amount is the one number that was landed times the unit landed with it, beside it or of its column. The factor is told from the unit's characters,
-- not from the list that the models use.
with

landed as (
    select
        project_key,
        funding_ordinal,
        amount_text,
        try_cast(replace(regexp_extract(amount_fold, '-?[0-9][0-9, ]*(?:\.[0-9]+)?'), ',', '') as decimal(24, 8)) as number,
        coalesce(nullif(regexp_extract(amount_fold, '[百千万亿]*元|[百千]?万|亿'), ''), amount_unit_fold) as unit
    from {{ ref('stg_funding_cells') }}
    where regexp_full_match(regexp_replace(amount_fold, '\s', '', 'g'), '[¥￥]?-?[0-9][0-9,]*(?:\.[0-9]+)?(?:[百千]?[万亿]?元?)')
),

measured as (
    select
        *,
        case when contains(unit, '亿') then 100000000 when contains(unit, '万') then 10000 else 1 end
        * case when contains(unit, '千') then 1000 when contains(unit, '百') then 100 else 1 end as factor
    from landed
    where contains(unit, '元') or contains(unit, '万') or contains(unit, '亿')
)

select
    project_key,
    funding_ordinal,
    m.amount_text,
    m.number * m.factor as expected,
    f.amount_yuan as observed
from measured as m
inner join {{ ref('fact_project_funding') }} as f using (project_key, funding_ordinal)
where m.number is not null and abs(coalesce(f.amount_yuan, 0) - m.number * m.factor) > 0.005
