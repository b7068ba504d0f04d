-- Money that one cost target allows, over all money of the project, of whichever period is more.
select {{ indicator_finding('cost.over_budget', "'项目资金 ' || " ~ plain_number('i.project_yuan / 10000') ~ " || ' 万元'") }}
from {{ ref('int_audited_indicators') }} as i
where
    i.unit = '元' and i.scope = 'project' and i.project_yuan > 0 and i.target_comparator in ('<=', '<', '=')
    and (i.level1 = '成本指标' or i.level2 = '成本指标' or i.is_money) and not i.is_not_project_money
    -- what rounding of the printed figures explains is none
    and i.target_value > i.project_yuan + 100
    and not regexp_matches(concat_ws(' ', i.project_name_fold, i.whole_name), '{{ audit_words("several_years") }}')
