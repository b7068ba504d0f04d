-- Contentment, or what is done well or in time, that is to be at most so much.
select {{ indicator_finding('direction.good') }}
from {{ ref('int_audited_indicators') }} as i
where
    i.target_comparator in ('<=', '<') and i.unit in ('%', '分') and (
        regexp_matches(i.bare_name, '满意[度率]?$') or i.is_bounded or i.is_within_whole
        -- nearly all of something
        or regexp_matches(i.bare_name, '{{ audit_words("passed") }}')
        or (regexp_matches(i.bare_name, '率$') and i.target_value >= 80 and not i.is_no_ratio and not i.is_control and not i.is_change and not i.is_exceeding)
    )
    and not i.is_harm_named and not i.is_ill and not i.is_process and not i.is_cost and i.level1 is distinct from '成本指标' and not regexp_matches(i.whole_target, '{{ audit_words("harm_part") }}')
