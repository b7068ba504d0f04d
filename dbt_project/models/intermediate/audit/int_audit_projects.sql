-- Projects and documents that a source prints in a way that cannot be right.
with

projects as (
    select * from {{ ref('int_projects') }}
),

content as (
    select
        project_key,
        count(*) as indicator_count,
        count(weight) as weight_count,
        sum(weight) as weight_sum,
        string_agg(concat_ws('|', level1_text, level2_text, indicator_name, target_text, weight), chr(10) order by indicator_ordinal) as indicators_text
    from {{ ref('int_indicators') }}
    group by project_key
),

money as (
    select project_key, string_agg(funding_label_text || amount_text, '|' order by funding_ordinal) as money_text
    from {{ ref('int_kept_amounts') }}
    group by project_key
),

project_indicators as (
    select
        'project.indicators' as rule_code,
        document_key,
        project_key,
        '第 ' || source_page || ' 页，未印绩效指标' as evidence_text
    from projects
    anti join content using (project_key)
),

project_weights as (
    select
        'project.weights' as rule_code,
        p.document_key,
        p.project_key,
        c.weight_count || ' 个指标的权重合计 ' || regexp_replace(c.weight_sum::varchar, '\.?0+$', '') as evidence_text
    from content as c
    inner join projects as p using (project_key)
    -- shares and thirds are printed rounded
    where least(abs(c.weight_sum - 1), abs(c.weight_sum - 90), abs(c.weight_sum - 100)) > 0.05
),

described as (
    select
        p.*,
        c.indicators_text,
        m.money_text
    from projects as p
    left join content as c using (project_key)
    left join money as m using (project_key)
),

copies as (
    select
        *,
        row_number() over same_project as copy_number,
        first_value(source_page) over same_project as first_page
    from described
    where project_name is not null
    window same_project as (
        partition by document_key, unit_key, project_name, project_code, objective_text, indicators_text, money_text order by project_ordinal
    )
),

project_twice as (
    select
        'project.twice' as rule_code,
        document_key,
        project_key,
        '第 ' || source_page || ' 页“' || project_name || '”与第 ' || first_page || ' 页的相同' as evidence_text
    from copies
    where copy_number > 1
),

-- The title, not the list of documents, stands beside the form in the source.
project_year as (
    select
        'project.year' as rule_code,
        y.document_key,
        y.project_key,
        '标题 ' || d.title_year || ' 年，表内 ' || y.form_year || ' 年' as evidence_text
    from {{ ref('int_project_years') }} as y
    inner join {{ ref('int_documents') }} as d using (document_key)
    where y.form_year <> d.title_year
),

document_year as (
    select
        'document.year' as rule_code,
        document_key,
        null::varchar as project_key,
        '清单 ' || manifest_fiscal_year || ' 年，标题 ' || title_year || ' 年' as evidence_text
    from {{ ref('int_documents') }}
    where manifest_fiscal_year <> title_year
)

select * from project_indicators
union all by name
select * from project_weights
union all by name
select * from project_twice
union all by name
select * from project_year
union all by name
select * from document_year
