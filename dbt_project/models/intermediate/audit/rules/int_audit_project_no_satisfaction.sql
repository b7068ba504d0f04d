{{ config(meta={'scope': 'release'}) }}
select {{ project_finding('project.no_satisfaction', "p.indicator_count || ' 个指标，无满意度指标'") }}
from {{ ref('int_audited_projects') }} as p
where p.is_levelled and p.satisfaction_count = 0 and not regexp_matches(p.indicators_text, '{{ audit_words("secret") }}')
