-- A target that is a sign, a number and at most a short unit is read as a number, not as words. Numbers of months may be deadlines.
select
    f.indicator_key,
    f.target_text as expected,
    f.target_kind as observed
from {{ ref('fact_indicator') }} as f
inner join {{ ref('int_indicators') }} as i using (indicator_key)
where f.target_kind not in ('quantitative', 'deadline')
    and regexp_full_match(regexp_replace(i.target_fold, '\s', '', 'g'), '(?:[≥≤]|>=|<=)[0-9][0-9,]*(?:\.[0-9]+)?[^0-9,;、/+.-]{0,3}')
