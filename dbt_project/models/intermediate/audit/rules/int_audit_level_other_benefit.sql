-- A benefit to economy or ecology whose name speaks of neither. What is not in the lists may yet belong there: advice.
select {{ indicator_finding('level.other_benefit', "'列在' || i.level2") }}
from {{ ref('int_audited_indicators') }} as i
where
    not i.is_template_named and not i.is_label and length(i.bare_name) <= 32
    and (
        (
            i.level2 = '生态效益指标' and not starts_with(i.bare_name, '达到')
            and (not regexp_matches(i.bare_name, '{{ audit_words("ecology") }}') or regexp_matches(i.bare_name, '{{ audit_words("no_ecology") }}'))
        )
        or (i.level2 = '经济效益指标' and not regexp_matches(i.bare_name || i.whole_target, '{{ audit_words("economy") }}'))
    )
