-- A difference that rounding of the printed figures explains is none.
with

amounts as (
    select * from {{ ref('int_kept_amounts') }}
),

-- Parts are compared within one way of splitting a total. A form may print parts by source, by kind of budget and by level side by side:
-- any of these, or several together, may make up the total.
parts as (
    select
        project_key,
        parent_ordinal as funding_ordinal,
        period,
        split_by = 'use' as is_by_use,
        count(amount_yuan) as part_count,
        -- an amount that stands there but cannot be read leaves nothing to compare with
        bool_or(amount_yuan is null and (is_unreadable_amount or rounding_yuan is not null or is_taken_back)) as has_gap,
        sum(rounding_yuan) as rounding_yuan,
        sum(amount_yuan) as part_yuan,
        sum(amount_yuan) filter (where split_by = 'source') as source_yuan,
        sum(amount_yuan) filter (where split_by = 'fund') as fund_yuan,
        sum(amount_yuan) filter (where split_by = 'level') as level_yuan,
        string_agg(funding_label_text || ' ' || amount_text, '、' order by funding_ordinal) filter (where amount_yuan is not null) as parts_text
    from amounts
    where parent_ordinal is not null
    group by all
),

compared as (
    select
        p.*,
        a.document_key,
        a.funding_label_text,
        a.amount_text,
        a.amount_unit_text,
        a.amount_yuan,
        p.rounding_yuan + a.rounding_yuan as tolerance_yuan,
        [
            p.part_yuan, p.source_yuan, p.fund_yuan, p.level_yuan, p.source_yuan + p.fund_yuan, p.source_yuan + p.level_yuan, p.fund_yuan + p.level_yuan
        ] as sums
    from parts as p
    inner join amounts as a using (project_key, funding_ordinal, period)
    where a.amount_yuan is not null and p.part_yuan is not null and not p.has_gap
)

select {{ project_finding(
    'amount.parts',
    "p.funding_label_text || ' ' || p.amount_text || coalesce('（' || p.amount_unit_text || '）', '') || '，分项：' || p.parts_text
    || '；分项之和 ' || p.part_yuan || ' 元，相差 ' || (p.amount_yuan - p.part_yuan) || ' 元'",
    place="p.funding_ordinal || '|' || p.is_by_use"
) }}
from compared as p
where not list_bool_or([abs(p.amount_yuan - one) <= p.tolerance_yuan for one in p.sums if one is not null])
    -- one part alone need not be all of it
    and (p.part_count > 1 or p.part_yuan > p.amount_yuan)
