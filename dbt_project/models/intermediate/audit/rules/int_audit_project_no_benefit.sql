{{ config(meta={'scope': 'release'}) }}
select {{ project_finding('project.no_benefit', "p.indicator_count || ' 个指标，无效益指标'") }}
from {{ ref('int_audited_projects') }} as p
where p.scope = 'project' and p.levelled_count = p.indicator_count and p.benefit_count = 0 and not regexp_matches(p.indicators_text, '{{ audit_words("secret") }}')
