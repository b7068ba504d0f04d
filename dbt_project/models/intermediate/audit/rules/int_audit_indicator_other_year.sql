-- A target that is to be reached in a year that is over. What is paid for an earlier year is no such target.
with

read as (
    select
        *,
        {{ years_meant("target_text") }} as years
    from {{ ref('int_audited_indicators') }}
    where fiscal_year is not null and level1 is distinct from '成本指标' and not regexp_matches(concat_ws('。', project_name_fold, whole_name, whole_target), '{{ audit_words("tail") }}')
)

select {{ indicator_finding('indicator.other_year', "'文件年度 ' || i.fiscal_year") }}
from read as i
where list_max(i.years) < i.fiscal_year
