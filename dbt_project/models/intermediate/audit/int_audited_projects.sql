{{ config(meta={'scope': 'release'}) }}
-- What the rules read of a project's indicators as a whole.
with

counted as (
    select
        project_key,
        count(*) as indicator_count,
        count(level1) as levelled_count,
        {%- for name, level in {'output': '产出指标', 'benefit': '效益指标', 'satisfaction': '满意度指标'}.items() %}
        count(*) filter (level1 = '{{ level }}') as {{ name }}_count,
        {%- endfor %}
        string_agg(concat_ws('|', bare_name, whole_target), chr(10) order by indicator_ordinal) as indicators_text,
        string_agg(bare_name, chr(10) order by bare_name, whole_target) as names_text,
        list(whole_target order by bare_name, whole_target) as targets
    from {{ ref('int_audited_indicators') }}
    group by project_key
),

final as (
    select
        p.project_key,
        p.document_key,
        p.project_ordinal,
        p.scope,
        p.project_name,
        p.project_name_fold,
        p.layout,
        p.source_page,
        c.counted_as_project_key,
        n.* exclude (project_key),
        -- of a form without levels nothing can be missing
        n.levelled_count > 0 as is_levelled
    from {{ ref('int_projects') }} as p
    inner join counted as n using (project_key)
    inner join {{ ref('int_project_copies') }} as c on p.project_key = c.project_key
)

select * from final
