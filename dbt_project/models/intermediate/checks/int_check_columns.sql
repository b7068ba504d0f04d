-- A column that is read in another's place holds texts that differ from row to row, or labels; marks that a form prints again and again do not.
{%- set least_cells = 20 %} -- fewer are no column
with

labels as (
    select distinct
        document_key,
        funding_label_fold
    from {{ ref('stg_funding_cells') }}
),

cells as (
    select
        document_key,
        layout,
        page_number,
        'comparator_column_not_shifted' as check_name,
        {{ check_text('comparator_fold') }} as cell_text,
        regexp_full_match(
            {{ check_text('comparator_fold') }},
            '≥|>=|=>|≤|<=|=<|>|<|=|≈|±|定性|定量|正向|反向|其他|[大小高低多少等于不超过及约以上下内或左右区间]+(?:指标|型)?'
        ) as is_fitting,
        false as is_label
    from {{ ref('stg_indicator_cells') }}
    union all
    select
        document_key,
        layout,
        page_number,
        'weight_column_not_shifted' as check_name,
        {{ check_text('weight_fold') }} as cell_text,
        regexp_full_match({{ check_text('weight_fold') }}, '\(?[0-9]+(?:\.[0-9]+)?(?:%|分)?\)?') as is_fitting,
        false as is_label
    from {{ ref('stg_indicator_cells') }}
    union all
    select
        c.document_key,
        c.layout,
        c.page_number,
        'amount_column_not_shifted' as check_name,
        {{ check_text('c.amount_fold') }} as cell_text,
        regexp_matches({{ check_text('c.amount_fold') }}, '[0-9]') as is_fitting,
        l.funding_label_fold is not null as is_label
    from {{ ref('stg_funding_cells') }} as c
    left join labels as l
        on c.document_key = l.document_key and c.amount_fold = l.funding_label_fold
),

filled as (
    select * from cells
    where cell_text is not null and not regexp_full_match(cell_text, '[-/—–－]*|无')
),

final as (
    select
        check_name,
        document_key,
        min(page_number) filter (not is_fitting) as page_number,
        layout || ', ' || count(*) || ' cells' as expected,
        count(*) filter (not is_fitting) || ': ' || mode(cell_text order by cell_text) filter (not is_fitting) as observed
    from filled
    group by check_name, document_key, layout
    having count(*) >= {{ least_cells }} and count(*) filter (not is_fitting) > count(*) / 2
        and (
            count(distinct cell_text) filter (not is_fitting) > count(*) filter (not is_fitting) / 2
            or count(*) filter (is_label) > count(*) / 2
        )
)

select * from final
