-- What is plainly of one kind stands under a level of another.
with

judged as (
    select
        *,
        case
            when regexp_matches(bare_name, '满意[度率]$') and unit = '%' and level1 <> '满意度指标'
                and bool_or(level1 = '满意度指标') over (partition by document_key) then '满意度'
            when level1 in ('产出指标', '效益指标') and level2 <> '成本指标' and is_money and unit_class = 'money' and target_comparator in ('<=', '<') then '成本'
            when (level2 = '质量指标' or (level2 = '时效指标' and not contains(bare_name, '每'))) and is_count and unit_class = 'counting' and not is_harm_named
                and not regexp_matches(bare_name, '{{ audit_words("quality_count") }}') then '数量'
            when level2 = '时效指标' and unit_class = 'counting' and not regexp_matches(bare_name, '时|期|进度|率|按|完成|频|前|每') and not contains(unit, '/') then '数量'
            -- a paper is handed in, however good it is
            when level2 = '质量指标' and unit in ('份', '篇', '本', '册') and target_comparator in ('=', '>=', '>') and not is_harm_named and not is_ill
                and not regexp_matches(bare_name, '{{ audit_words("quality_count") }}') then '数量'
            when level2 = '质量指标' and target_kind = 'deadline' and regexp_matches(bare_name, '时间$|时限$|时点$|日期$') then '时效'
            when level2 = '时效指标' and regexp_matches(bare_name, '{{ audit_words("no_timeliness") }}') and coalesce(unit, '%') = '%' then '他项'
            when (level2 in ('质量指标', '时效指标', '社会效益指标', '生态效益指标', '可持续影响指标') or (level2 = '数量指标' and unit_class = 'money'))
                and regexp_matches(bare_name, '{{ audit_words("cost_item") }}')
                and not is_process and not is_change and not is_deed then '成本'
            when level2 in ('社会效益指标', '生态效益指标', '可持续影响指标') and unit_class = 'money' and target_comparator in ('=', '>=', '>')
                and regexp_matches(bare_name, '{{ audit_words("turnover") }}') and not regexp_matches(bare_name, '{{ audit_words("livelihood") }}') then '经济效益'
            when level1 = '效益指标' and unit_class = 'counting' and target_comparator in ('=', '>=', '>') and regexp_matches(bare_name, '{{ audit_words("own_output") }}')
                and not regexp_matches(bare_name, '{{ audit_words("reach") }}') then '产出'
            when level1 = '效益指标' and regexp_matches(bare_name, '{{ audit_words("thing_quality") }}') then '质量'
            when level1 = '效益指标' and unit_class = 'time' and regexp_matches(bare_name, '{{ audit_words("reaction_time") }}') then '时效'
            when level1 = '成本指标' and is_count and unit_class = 'counting' and not regexp_matches(bare_name, '{{ audit_words("cost_name") }}') then '数量'
            when level1 = '满意度指标' and is_count and unit_class = 'counting' and not is_harm_named and not is_ill
                and not regexp_matches(bare_name, '{{ audit_words("contentment") }}') then '数量'
            when level2 in ('数量指标', '时效指标') and regexp_matches(bare_name, '[^及]合格率$') and unit = '%' then '质量'
            when level2 = '时效指标' and target_kind = 'qualitative' and not regexp_matches(bare_name || whole_target, '{{ audit_words("time_told") }}') then '他项'
            when level1 = '成本指标' and regexp_matches(bare_name, '[^付]及时率$|满意度$|整改率$|合格率$') then '他项'
            when level1 = '满意度指标' and unit = '%' and regexp_matches(bare_name, '率$|率达标$|办理|符合')
                and not regexp_matches(bare_name, '{{ audit_words("contentment") }}') then '他项'
        end as belongs_to
    from {{ ref('int_audited_indicators') }}
)

select {{ indicator_finding('level.misplaced', "'列在' || coalesce(i.level2, i.level1) || '，所问为' || i.belongs_to") }}
from judged as i
where i.belongs_to is not null
