with

indicators as (
    select
        project_key,
        string_agg(concat_ws('|', level1_text, level2_text, indicator_name, target_text, weight), chr(10) order by indicator_ordinal) as indicators_text
    from {{ ref('int_indicators') }}
    group by project_key
),

money as (
    select
        project_key,
        string_agg(funding_label_text || amount_text, '|' order by funding_ordinal) as money_text
    from {{ ref('int_kept_amounts') }}
    group by project_key
),

copies as (
    select
        p.*,
        i.indicators_text,
        m.money_text,
        row_number() over same_project as copy_number,
        first_value(p.source_page) over same_project as first_page
    from {{ ref('int_projects') }} as p
    left join indicators as i using (project_key)
    left join money as m using (project_key)
    where p.project_name is not null
    window same_project as (
        partition by p.document_key, p.unit_key, p.project_name, p.project_code, p.objective_text, i.indicators_text, m.money_text order by p.project_ordinal
    )
)

select {{ project_finding('project.twice', "'第 ' || p.source_page || ' 页“' || p.project_name || '”与第 ' || p.first_page || ' 页的相同'") }}
from copies as p
where p.copy_number > 1
