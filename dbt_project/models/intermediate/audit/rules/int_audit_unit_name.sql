-- A unit that is none of the thing named.
with

judged as (
    select
        *,
        case
            when regexp_matches(bare_name, '满意[度率]$') and regexp_matches(whole_target, '{{ audit_words("harm_part") }}') then '满意度'
            when is_ratio and not is_no_ratio and not is_harm_named and coalesce(unit_class, '') <> 'ratio' and unit <> '比值'
                and not (unit = '分' and is_satisfaction) and (unit = '分' or regexp_matches(whole_target, '^[<>=≤≥]*[0-9.]')) then '比率'
            -- a rate or degree that is told by an amount of what is saved or gained
            when regexp_matches(bare_name, '率$') and not is_no_ratio and not is_rare and unit_class not in ('ratio', 'time')
                and regexp_matches(whole_target, '^[<>=≤≥]*(?:{{ audit_words("amount_told") }})\D{0,4}[0-9.]') then '比率'
            when regexp_matches(bare_name, '{{ audit_words("degree_name") }}') and unit_class = 'counting' and unit <> '分' then '程度'
            when level1 = '效益指标' and unit_class = 'counting' and unit <> '分' and regexp_matches(bare_name, '{{ audit_words("degree_of_benefit") }}') then '程度'
            when is_ratio and is_harm_named and unit_class = 'counting' and regexp_matches(bare_name, '率$') and not is_no_ratio then '比率'
            when target_kind = 'deadline' and regexp_matches(bare_name, '率$') and not is_no_ratio then '比率'
            when is_ratio and unit in ('‰', '‱') and not is_rare then '百分比'
            when is_money and not is_control and not is_deed and not starts_with(bare_name, '能') and unit_class <> 'money' and not regexp_matches(bare_name, '控制|执行|人工成本|节约|降低|减少|节省') then '金额'
            when level1 = '成本指标' and unit_class in ('counting', 'noun') and not is_count and not is_persons then '金额'
            when is_time and not is_no_ratio and unit_class <> 'time' then '时间'
            when is_persons and unit_class <> 'noun' and not regexp_matches(unit, '[人名位员]') then '人数'
            when regexp_matches(bare_name, '[^人]次数$') and unit_class <> 'noun' and not regexp_matches(unit, '[次场期批轮趟回起件]') then '次数'
            when regexp_matches(bare_name, '面积$') and unit_class not in ('area', 'ratio') then '面积'
            when regexp_matches(bare_name, '(?:里程|长度)$') and unit_class in ('area', 'counting', 'mass', 'volume', 'money') then '长度'
            when regexp_matches(bare_name, '[^用客]户数$') and unit in ('人', '次', '名') then '户数'
            when is_count and unit in ('%', '‰') and not regexp_matches(bare_name, '占|比|增|覆盖') and regexp_matches(whole_target, '^[<>=≤≥]*[0-9.]+[%‰]') then '数量'
        end as asked
    from {{ ref('int_audited_indicators') }}
    where (target_kind = 'quantitative' and unit is not null) or target_kind = 'deadline'
)

select {{ indicator_finding('unit.name', "'名称所问为' || i.asked || coalesce('，单位为' || i.target_unit, '')") }}
from judged as i
where i.asked is not null
