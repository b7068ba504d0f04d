select {{ project_finding('project.indicators', "'第 ' || p.source_page || ' 页，未印绩效指标'") }}
from {{ ref('int_projects') }} as p
anti join {{ ref('int_indicators') }} as i on p.project_key = i.project_key
