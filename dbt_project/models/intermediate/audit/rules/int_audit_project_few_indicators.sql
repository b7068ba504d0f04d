{{ config(meta={'scope': 'release'}) }}
select {{ project_finding('project.few_indicators', "'仅 ' || p.indicator_count || ' 个指标'") }}
from {{ ref('int_audited_projects') }} as p
where p.scope = 'project' and p.indicator_count <= 3 and not regexp_matches(p.indicators_text, '{{ audit_words("secret") }}')
