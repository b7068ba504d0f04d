-- What the goal says of a measure, or of a number of things, that one indicator alone is about, and the indicator says otherwise.
with

goals as (
    select
        project_key,
        regexp_replace(translate(objective_text, '％．（）：；，', '%.():;,'), '\s+', '', 'g') as goal
    from {{ ref('int_projects') }}
    where objective_text is not null
),

measured as (
    select
        i.*,
        g.goal,
        case
            when i.unit = '%' or i.target_kind in ('none_declared', 'missing') then regexp_extract(i.bare_name, '[^的、]{2}(?:率|满意度|比例)$')
            when i.unit_class = 'counting' and i.unit not in ('项', '类', '个') then i.unit
        end as word
    from {{ ref('int_audited_indicators') }} as i
    inner join goals as g using (project_key)
    where
        (i.target_kind = 'quantitative' and i.target_value > 0 and i.target_comparator in ('>=', '=', '>') and regexp_matches(i.whole_target, '^[<>=≤≥]*[0-9.]'))
        or i.target_kind in ('none_declared', 'missing')
),

alone as (
    select *
    from measured
    where regexp_matches(word, '^[\p{L}]+$')
    qualify count(*) over (partition by project_key, word) = 1
),

stated as (
    select
        *,
        case
            when word <> coalesce(unit, '') then regexp_extract_all(goal, word || '[^0-9,。;率度]{0,6}([0-9]+(?:\.[0-9]+)?)%', 1)
            else regexp_extract_all(goal, '([0-9]+(?:\.[0-9]+)?万?)余?' || word || '(?:[^次数]|$)', 1)
        end as numbers,
        case when word = unit then regexp_extract(goal, '(.{0,14}[0-9]+(?:\.[0-9]+)?万?余?' || word || '.{0,14})', 1) end as around
    from alone
),

final as (
    select
        *,
        try_cast(replace(numbers[1], '万', '') as decimal(24, 6)) * case when ends_with(numbers[1], '万') then 10000 else 1 end as goal_value,
        len(list_filter(range(1, length(bare_name)), lambda n: contains(around, substr(bare_name, n, 2)))) as shared
    from stated
    where len(numbers) = 1
)

select {{ indicator_finding('goal.number', "'总体目标为 ' || i.numbers[1] || case when i.word = i.unit then i.unit else '%' end") }}
from final as i
where (i.around is null or (i.shared >= 3 and length(i.bare_name) <= 25) or (i.is_persons and length(i.bare_name) <= 6)) and i.goal_value is distinct from i.target_value
    -- so many each, and what was done before, is not the number
    and not coalesce(regexp_matches(i.around, '每|完成了|已'), false)
