-- A percentage on what is no ratio, or on a rise from nothing that is stated.
select {{ indicator_finding('target.not_measurable') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.unit = '%' and i.target_kind = 'quantitative' and not i.is_satisfaction and regexp_matches(i.whole_target, '^[<>=≤≥≦≧]*[0-9.]+%')
    -- for how much of its time something runs is a share, and so is how many of all are dealt with
    and not regexp_matches(i.bare_name, '{{ audit_words("share_told") }}')
    and (
        (
            i.is_deed and not i.is_ratio and not i.is_change and not (i.is_running and not regexp_matches(i.bare_name, '^保障|^确保|^保证'))
            and length(i.bare_name) <= 45 and not contains(replace(i.bare_name, '效率', ''), '率')
        )
        -- a benefit that is named by a state
        or (
            i.level1 = '效益指标' and length(i.bare_name) <= 12 and not i.is_ratio and not i.is_no_ratio and not i.is_change and not i.is_running and not i.is_harm_named
            and not i.is_ill and not i.is_process and not regexp_matches(i.bare_name, '覆盖|占|达标|知晓|真实|准确|及时|符合|比')
        )
        or i.is_without_base
        or (regexp_matches(i.bare_name, '{{ audit_words("no_share") }}') and not regexp_matches(i.bare_name, '{{ audit_words("fits") }}'))
    )
