with

listed as (
    select distinct level1, level2
    from {{ ref('indicator_levels') }}
    where level2 is not null
)

select {{ indicator_finding('level.parent', "'“' || coalesce(nullif(i.level2_text, ''), i.level2) || '”列在“' || i.level1_text || '”之下'") }}
from {{ ref('int_audited_indicators') }} as i
anti join listed as l on i.level1 = l.level1 and i.level2 = l.level2
where i.level2_source = 'printed' and i.level1 is not null and regexp_replace(coalesce(i.level1_text, ''), '[\s/\-—]', '', 'g') <> ''
