-- A form leads, or follows a leader that it is like: every member of a group is like its leader itself, and no chain of likenesses joins what is not alike.
with recursive

pairs as (
    select * from {{ ref('int_indicator_form_pairs') }}
    where is_alike
),

edges as (
    select rank_a as form_rank, rank_b as neighbour_rank, grouped_by, score from pairs
    union all
    select rank_b as form_rank, rank_a as neighbour_rank, grouped_by, score from pairs
),

-- In each turn the forms lead that no better ranked form left is like, and what is like them is led. The order of rows has no say in it.
turns as (
    select
        form_rank,
        'open' as place
    from edges
    group by form_rank

    union all

    (
        with

        left_over as (
            select
                t.form_rank,
                t.form_rank < coalesce(min(o.form_rank), t.form_rank + 1) as is_leader
            from turns as t
            inner join edges as e using (form_rank)
            left join turns as o on e.neighbour_rank = o.form_rank and o.place = 'open'
            where t.place = 'open'
            group by t.form_rank
        )

        select
            l.form_rank,
            case when l.is_leader then 'leader' when bool_or(n.is_leader) then 'follower' else 'open' end as place
        from left_over as l
        inner join edges as e using (form_rank)
        left join left_over as n on e.neighbour_rank = n.form_rank
        group by l.form_rank, l.is_leader
    )
),

leaders as (
    select form_rank from turns
    where place = 'leader'
),

followed as (
    select
        t.form_rank,
        first(e.neighbour_rank order by e.score desc, e.neighbour_rank asc) as leader_rank,
        first(e.grouped_by order by e.score desc, e.neighbour_rank asc) as grouped_by,
        max(e.score) as score
    from turns as t
    inner join edges as e using (form_rank)
    inner join leaders as l on e.neighbour_rank = l.form_rank
    where t.place = 'follower'
    group by t.form_rank
),

final as (
    select
        f.form_key,
        f.form_rank,
        coalesce(d.leader_rank, f.form_rank) as leader_rank,
        d.grouped_by,
        coalesce(d.score, 1) as score
    from {{ ref('int_indicator_forms') }} as f
    left join followed as d using (form_rank)
)

select * from final
