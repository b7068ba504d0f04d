select {{ project_finding('project.few_indicators', "'仅 ' || p.indicator_count || ' 个指标'") }}
from {{ ref('int_audited_projects') }} as p
where p.indicator_count <= 2 and not regexp_matches(p.indicators_text, '{{ audit_words("secret") }}')
