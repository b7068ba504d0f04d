-- Cost targets that make more than the project's money together. A total beside its parts is no part.
with

parts as (
    select *
    from {{ ref('int_audited_indicators') }}
    where
        unit = '元' and scope = 'project' and project_yuan > 0 and target_comparator in ('<=', '<', '=') and not is_not_project_money
        and (level1 = '成本指标' or level2 = '成本指标') and not regexp_matches(bare_name, '总|合计|全部|整体|项目成本|预算')
        and not regexp_matches(concat_ws(' ', project_name_fold, whole_name), '{{ audit_words("several_years") }}')
),

summed as (
    select
        project_key,
        document_key,
        any_value(project_yuan) as project_yuan,
        sum(target_value) as parts_yuan,
        string_agg(indicator_name || ' ' || target_text, '、' order by indicator_ordinal) as parts_text
    from parts
    group by project_key, document_key
    having count(*) > 1 and max(target_value) < 0.99 * any_value(project_yuan)
)

select {{ project_finding('cost.parts_over_budget',
    "p.parts_text || '；合计 ' || " ~ plain_number('p.parts_yuan / 10000') ~ " || ' 万元，项目资金 ' || " ~ plain_number('p.project_yuan / 10000') ~ " || ' 万元'") }}
from summed as p
where p.parts_yuan > p.project_yuan + 100
    -- parts of parts make it twice
    and abs(p.parts_yuan - 2 * p.project_yuan) > 100
