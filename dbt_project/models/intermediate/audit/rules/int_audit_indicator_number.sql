with

ordered as (
    select
        *,
        try_cast(printed_number as integer) as number,
        lag(try_cast(printed_number as integer)) over (partition by project_key order by indicator_ordinal) as number_before
    from {{ ref('int_audited_indicators') }}
)

select {{ indicator_finding('indicator.number', "'编号 ' || i.number_before || ' 之后为 ' || i.number") }}
from ordered as i
where i.number <> 1 and i.number <> i.number_before + 1
