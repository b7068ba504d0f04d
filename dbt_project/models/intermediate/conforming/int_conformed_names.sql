-- Each printed name with the indicator that it is conformed to.
with

final as (
    select
        n.indicator_name,
        n.measure,
        substr(sha256(leader.form_key), 1, 16) as conformed_indicator_key,
        leader.form_name as conformed_name,
        leader.measure as conformed_measure,
        n.body || case when n.is_measure_named then n.measure else '' end as normalised_name,
        n.rule_codes,
        case
            when n.is_decided then 'decided'
            when g.grouped_by is not null then g.grouped_by
            when n.indicator_name = leader.form_name then 'itself'
            else 'rules'
        end as grouped_by,
        g.score as similarity_score
    from {{ ref('int_indicator_name_measures') }} as n
    inner join {{ ref('int_indicator_form_groups') }} as g using (form_key)
    inner join {{ ref('int_indicator_forms') }} as leader on g.leader_rank = leader.form_rank
)

select * from final
