-- A reading that a check took back has no number left in the marts, and it is in the quarantine; so is an amount.
select
    i.indicator_key,
    i.source_page as page_number,
    'no number, and a reason' as expected,
    concat_ws(' ', i.target_kind, i.target_comparator, i.target_value, i.target_unit) as observed
from {{ ref('fact_indicator') }} as i
inner join {{ ref('int_held_readings') }} as h using (indicator_key)
left join {{ ref('fact_quarantine') }} as q on i.indicator_key = q.indicator_key and h.check_name = q.reason_code
left join {{ ref('fact_target_component') }} as c on i.indicator_key = c.indicator_key
where i.is_target_understood or q.indicator_key is null or c.indicator_key is not null
    or coalesce(i.target_comparator, i.target_value::varchar, i.target_value_upper::varchar, i.target_unit, i.deadline_date::varchar) is not null
union all
select
    f.project_key as indicator_key,
    f.source_page as page_number,
    'no amount, and a reason' as expected,
    f.amount_yuan::varchar as observed
from {{ ref('fact_project_funding') }} as f
inner join {{ ref('int_held_readings') }} as h on f.project_key = h.project_key and f.funding_ordinal = h.funding_ordinal
left join {{ ref('fact_quarantine') }} as q on h.project_key = q.project_key and h.funding_ordinal = q.funding_ordinal and h.check_name = q.reason_code
where f.amount_yuan is not null or q.project_key is null
