-- What the goal says of a measure, or of a number of things, that one indicator is about more than any other, and the indicator says otherwise.
with

goals as (
    select
        project_key,
        -- people are counted in more than one word
        regexp_replace(regexp_replace(translate(objective_text, '％．（）：；，', '%.():;,'), '\s+', '', 'g'), '([0-9万余多])[名位]', '\1人', 'g') as goal
    from {{ ref('int_projects') }}
    where objective_text is not null
),

measured as (
    select
        i.*,
        g.goal,
        regexp_replace(i.bare_name, '(?:数量|总数|个数|人数|人次|次数|[^\p{P}]数|面积|长度|里程)$', '') as thing,
        case
            when i.unit = '%' or i.target_kind in ('none_declared', 'missing') then regexp_extract(i.bare_name, '[^的、]{2}(?:率|满意度|比例)$')
            when i.unit_class in ('counting', 'noun', 'area', 'length', 'mass') then i.unit
        end as word
    from {{ ref('int_audited_indicators') }} as i
    inner join goals as g using (project_key)
    where
        (i.target_kind = 'quantitative' and i.target_value > 0 and i.target_comparator in ('>=', '=', '>') and regexp_matches(i.whole_target, '^[<>=≤≥]*[0-9.]'))
        or i.target_kind in ('none_declared', 'missing')
),

-- What is no word must never come into a pattern; a condition may be asked too late.
worded as (
    select * replace (case when regexp_full_match(word, '[\p{L}]+') then word end as word)
    from measured
),

stated as (
    select
        *,
        word = coalesce(unit, '') as is_counted,
        case
            when word <> coalesce(unit, '') then regexp_extract_all(goal, word || '[^0-9,。;率度]{0,6}([0-9]+(?:\.[0-9]+)?)%', 1)
            else regexp_extract_all(goal, '([0-9]+(?:\.[0-9]+)?万?)[余多]?' || word || '(?:[^次数]|$)', 1)
        end as numbers,
        case when word = unit then regexp_extract(goal, '(.{0,14}[0-9]+(?:\.[0-9]+)?万?[余多]?' || word || '.{0,14})', 1) end as around
    from worded
    where word is not null
),

likened as (
    select
        *,
        try_cast(replace(numbers[1], '万', '') as decimal(24, 6)) * case when ends_with(numbers[1], '万') then 10000 else 1 end as goal_value,
        len(list_filter(range(1, length(bare_name)), lambda n: contains(around, substr(bare_name, n, 2)))) as shared,
        len(list_filter(range(1, length(thing)), lambda n: contains(around, substr(thing, n, 2)))) >= greatest(length(thing) - 1, 1) as is_whole_shared
    from stated
    where len(numbers) = 1
),

closest as (
    select *
    from likened
    -- one indicator alone is closest to the goal
    qualify
        rank() over (partition by project_key, word order by shared desc) = 1
        and count(*) over (partition by project_key, word, shared) = 1
)

select {{ indicator_finding('goal.number', "'总体目标为 ' || i.numbers[1] || case when i.is_counted then i.unit else '%' end") }}
from closest as i
where
    i.goal_value is distinct from i.target_value
    and (
        not i.is_counted
        -- what may be counted of anything has to be named in full
        or (i.unit in ('项', '类', '个', '次') and i.is_whole_shared and length(i.thing) >= 4)
        or (i.unit not in ('项', '类', '个', '次') and (i.is_whole_shared or i.shared >= 3) and length(i.bare_name) <= 25)
        or (i.is_persons and length(i.bare_name) <= 6)
    )
    and not regexp_matches(i.bare_name, '每|均')
    -- so many each, about so many, what was done before, and what is to be reached in years, is not the number
    and not coalesce(regexp_matches(i.around, '每|约|完成了|已|累计|[到至]20[0-9]{2}|上年|去年|其中'), false)
