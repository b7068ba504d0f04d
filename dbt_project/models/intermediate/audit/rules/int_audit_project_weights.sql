with

weighed as (
    select
        document_key,
        project_key,
        count(weight) as weight_count,
        sum(weight) as weight_sum
    from {{ ref('int_indicators') }}
    group by document_key, project_key
)

select {{ project_finding('project.weights', "p.weight_count || ' 个指标的权重合计 ' || " ~ plain_number('p.weight_sum')) }}
from weighed as p
-- shares and thirds are printed rounded
where least(abs(p.weight_sum - 1), abs(p.weight_sum - 90), abs(p.weight_sum - 100)) > 0.05
