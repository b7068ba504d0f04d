select {{ indicator_finding('name.blank') }}
from {{ ref('int_audited_indicators') }} as i
where i.bare_name = '' or i.is_template_named or (i.is_label and not regexp_matches(i.bare_name, '满意[度率]?$'))
