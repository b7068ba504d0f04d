with

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
    from {{ ref('int_kept_amounts') }} as a
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
)

select {{ document_finding(
    'total.projects',
    "'第 ' || d.source_page || ' 页 ' || d.total_label_text || ' ' || d.funding_label_text || ' ' || d.amount_text || coalesce('（' || d.amount_unit_text || '）', '')
    || '；其下 ' || s.project_count || ' 个项目之和 ' || s.project_yuan || ' 元，相差 ' || (d.amount_yuan - s.project_yuan) || ' 元'",
    place="d.total_ordinal::varchar"
) }}
from summed as s
inner join totals as d using (document_key, total_ordinal)
where s.project_count > 0 and abs(d.amount_yuan - s.project_yuan) > s.rounding_yuan + d.rounding_yuan
