-- An amount is the one number that was landed times the unit landed with it, beside it or of its column. The factor is told from the unit's characters,
-- not from the list that the models use.
with

landed as (
    select
        project_key,
        funding_ordinal,
        amount_text,
        try_cast(replace(regexp_extract({{ check_text('amount_fold') }}, '-?{{ printed_number_pattern() }}'), ',', '') as decimal(24, 8)) as number,
        coalesce(nullif(regexp_extract({{ check_text('amount_fold') }}, '[百千万亿]*元|[百千]?万|亿'), ''), amount_unit_fold, '') as unit
    from {{ ref('stg_funding_cells') }}
    where regexp_full_match({{ check_text('amount_fold') }}, '[¥￥]?-?{{ printed_number_pattern() }}(?:[百千]?[万亿]?元?)')
),

measured as (
    select
        *,
        case when contains(unit, '亿') then 100000000 when contains(unit, '万') then 10000 else 1 end
        * case when contains(unit, '千') then 1000 when contains(unit, '百') then 100 else 1 end as factor
    from landed
    where contains(unit, '元') or contains(unit, '万') or contains(unit, '亿')
),

final as (
    select
        'amount_as_printed' as check_name,
        f.document_key,
        f.project_key,
        f.funding_ordinal,
        f.source_page as page_number,
        m.amount_text || ' (' || m.unit || '): ' || m.number * m.factor as expected,
        f.amount_yuan::varchar as observed
    from {{ ref('int_funding') }} as f
    left join measured as m using (project_key, funding_ordinal)
    where abs(f.amount_yuan - m.number * m.factor) > 0.005
        -- nothing says in what unit it would be
        or (
            f.amount_yuan is not null and m.number is null
            and not regexp_matches({{ check_text("coalesce(f.amount_text, '') || coalesce(f.amount_unit_text, '')") }}, '元|万|亿|圆')
        )
)

select * from final
