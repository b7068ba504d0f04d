-- A name or target that speaks of a year that is over. What is paid for an earlier year is no such target.
with

read as (
    select
        *,
        case
            when target_kind = 'deadline' then list_transform(regexp_extract_all(target_text, '20[0-9]{2}'), lambda y: y::integer)
            when regexp_matches(whole_name, '{{ audit_words("looks_back") }}') then {{ years_meant("target_text") }}
            else {{ years_meant("concat_ws('。', indicator_name, target_text)") }}
        end as years
    from {{ ref('int_audited_indicators') }}
    where fiscal_year is not null and level1 is distinct from '成本指标' and not regexp_matches(concat_ws('。', project_name_fold, whole_name, whole_target), '{{ audit_words("tail") }}')
)

select {{ indicator_finding('indicator.other_year', "'文件年度 ' || i.fiscal_year") }}
from read as i
where list_max(i.years) < i.fiscal_year
