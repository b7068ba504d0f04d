with

uses as (
    select
        c.conformed_indicator_key,
        c.indicator_name,
        i.level1,
        i.level2,
        i.document_key,
        i.project_key
    from {{ ref('int_conformed_uses') }} as c
    inner join {{ ref('int_indicators') }} as i using (indicator_key)
),

levels as (
    select
        conformed_indicator_key,
        level1,
        level2,
        row_number() over (partition by conformed_indicator_key order by count(*) desc, level1 asc nulls last, level2 asc nulls last) as level_rank
    from uses
    group by conformed_indicator_key, level1, level2
),

counted as (
    select
        conformed_indicator_key,
        count(distinct indicator_name)::integer as name_count,
        count(*)::integer as indicator_count,
        count(distinct project_key)::integer as project_count,
        count(distinct document_key)::integer as document_count
    from uses
    group by conformed_indicator_key
),

conformed as (
    select distinct
        conformed_indicator_key,
        conformed_name,
        conformed_measure
    from {{ ref('int_conformed_names') }}
),

final as (
    select
        c.conformed_indicator_key,
        c.conformed_name,
        c.conformed_measure as measure,
        l.level1,
        l.level2,
        n.name_count,
        n.indicator_count,
        n.project_count,
        n.document_count
    from conformed as c
    inner join counted as n using (conformed_indicator_key)
    inner join levels as l on c.conformed_indicator_key = l.conformed_indicator_key and l.level_rank = 1
)

select * from final
order by conformed_indicator_key
