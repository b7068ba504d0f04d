-- Money that does not add up as printed. A difference that rounding of the printed figures explains is none.
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
),

amount_parts as (
    select
        'amount.parts' as rule_code,
        document_key,
        project_key,
        null::varchar as indicator_key,
        funding_ordinal || '|' || is_by_use as place,
        funding_label_text || ' ' || amount_text || coalesce('（' || amount_unit_text || '）', '') || '，分项：' || parts_text
        || '；分项之和 ' || part_yuan || ' 元，相差 ' || (amount_yuan - part_yuan) || ' 元' as evidence_text
    from compared
    where not list_bool_or([abs(amount_yuan - one) <= tolerance_yuan for one in sums if one is not null])
        -- one part alone need not be all of it
        and (part_count > 1 or part_yuan > amount_yuan)
),

amount_unreadable as (
    select
        'amount.unreadable' as rule_code,
        document_key,
        project_key,
        null::varchar as indicator_key,
        funding_ordinal::varchar as place,
        funding_label_text || '：' || amount_text as evidence_text
    from amounts
    where is_unreadable_amount
),

-- Of a document that is read in part, projects are missing.
whole_documents as (
    select document_key from {{ ref('int_document_statuses') }}
    where document_status = 'loaded'
),

totals as (
    select t.*
    from {{ ref('int_printed_totals') }} as t
    semi join whole_documents using (document_key)
),

columns_with_sums as (
    select distinct document_key, layout, funding_label, total_kind
    from totals
),

projects as (
    select project_key from {{ ref('int_projects') }}
    where scope = 'project'
),

-- Rows of sums and amounts of projects in reading order, each money column by itself.
lines as (
    select
        document_key,
        layout,
        funding_label,
        total_kind,
        total_ordinal,
        null::decimal(20, 2) as amount_yuan,
        null::double as rounding_yuan,
        source_page,
        source_table,
        source_row
    from totals
    union all by name
    select a.document_key, a.layout, a.funding_label, k.total_kind, a.amount_yuan, a.rounding_yuan, a.source_page, a.source_table, a.source_row
    from amounts as a
    inner join columns_with_sums as k using (document_key, layout, funding_label)
    semi join projects using (project_key)
),

-- A sum stands over its projects or below them; the first row of its kind says which.
directed as (
    select
        *,
        first_value(total_ordinal) over column_of_money is not null as is_sum_ahead,
        count(total_ordinal) over (column_of_money rows between unbounded preceding and current row) as sums_to_here,
        count(total_ordinal) over (column_of_money rows between unbounded preceding and 1 preceding) as sums_before
    from lines
    window column_of_money as (
        partition by document_key, layout, funding_label, total_kind order by source_page, source_table, source_row, total_ordinal nulls last
    )
),

summed as (
    select
        document_key,
        max(total_ordinal) as total_ordinal,
        count(*) filter (where total_ordinal is null) as project_count,
        coalesce(sum(amount_yuan), 0) as project_yuan,
        coalesce(sum(rounding_yuan), 0) as rounding_yuan
    from directed
    group by document_key, layout, funding_label, total_kind, case when is_sum_ahead then sums_to_here else sums_before end
),

total_projects as (
    select
        'total.projects' as rule_code,
        t.document_key,
        null::varchar as project_key,
        null::varchar as indicator_key,
        t.total_ordinal::varchar as place,
        '第 ' || t.source_page || ' 页 ' || t.total_label_text || ' ' || t.funding_label_text || ' ' || t.amount_text || coalesce('（' || t.amount_unit_text || '）', '')
        || '；其下 ' || s.project_count || ' 个项目之和 ' || s.project_yuan || ' 元，相差 ' || (t.amount_yuan - s.project_yuan) || ' 元' as evidence_text
    from summed as s
    inner join totals as t using (document_key, total_ordinal)
    where s.project_count > 0 and abs(t.amount_yuan - s.project_yuan) > s.rounding_yuan + t.rounding_yuan
)

select * from amount_parts
union all by name
select * from amount_unreadable
union all by name
select * from total_projects
