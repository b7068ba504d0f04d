{{ config(meta={'scope': 'release'}) }}
-- A name as long as a phrase, and its target, word for word in other projects of other names in the document.
with

uses as (
    select
        i.*,
        count(distinct i.project_name_fold) over (partition by i.document_key, i.bare_name, i.whole_target) as name_count
    from {{ ref('int_audited_indicators') }} as i
    left join {{ ref('int_project_copies') }} as c using (project_key)
    where i.scope = 'project' and i.whole_target <> '' and c.counted_as_project_key is null
),

known as (
    select bare_name
    from uses
    group by bare_name
    having count(distinct document_key) > 1
)

select {{ indicator_finding('indicator.copied', "i.name_count || ' 个项目相同'") }}
from uses as i
where i.name_count > 1 and length(i.bare_name) >= 8 and i.bare_name not in (select k.bare_name from known as k) and not i.is_satisfaction
