-- A percentage on what is no ratio, or on a rise from nothing that is stated.
select {{ indicator_finding('target.not_measurable') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.unit = '%' and i.target_kind = 'quantitative' and not i.is_satisfaction and regexp_matches(i.whole_target, '^[<>=≤≥≦≧]*[0-9.]+%')
    and (
        (i.is_deed and not i.is_ratio and not (i.is_running and not regexp_matches(i.bare_name, '^保障|^确保|^保证')) and length(i.bare_name) <= 45 and not contains(replace(i.bare_name, '效率', ''), '率'))
        or i.is_without_base
    )
