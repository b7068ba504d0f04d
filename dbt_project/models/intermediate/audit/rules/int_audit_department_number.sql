-- An indicator of the department against those of the same name in its projects, where it is no name of common use: one value at least is to be the same.
with

known as (
    select bare_name
    from {{ ref('int_audited_indicators') }}
    group by bare_name
    having count(distinct document_key) > 1
),

indicators as (
    select
        *,
        list_sort(string_split(bare_name, '')) as letters,
        case when unit in ('%', '‰') then '%' else unit end as compared_unit
    from {{ ref('int_audited_indicators') }}
    where target_kind = 'quantitative' and length(bare_name) >= 6 and not is_satisfaction and bare_name not in (select k.bare_name from known as k)
),

pairs as (
    select
        d.indicator_key as department_indicator_key,
        d.target_text as department_text,
        p.*,
        bool_or(d.target_value = p.target_value and d.unit = p.unit) over same_name or d.target_value = sum(p.target_value) over same_name as is_agreed
    from indicators as d
    inner join indicators as p on d.document_key = p.document_key and d.letters = p.letters and d.compared_unit = p.compared_unit
    where d.scope = 'department' and p.scope = 'project'
    window same_name as (partition by d.indicator_key)
),

sides as (
    select
        document_key,
        project_key,
        indicator_key,
        indicator_name,
        target_text,
        '部门为 ' || department_text as other_text
    from pairs
    where not is_agreed
    union all
    select
        d.document_key,
        d.project_key,
        d.indicator_key,
        d.indicator_name,
        d.target_text,
        '项目为 ' || string_agg(p.project_name_fold || ' ' || p.target_text, '、' order by p.indicator_key) as other_text
    from pairs as p
    inner join indicators as d on p.department_indicator_key = d.indicator_key
    where not p.is_agreed
    group by all
)

select {{ indicator_finding('department.number', "i.other_text") }}
from sides as i
