{#- Rules that look at documents beside each other, a project's first print among them; what the others find stands in int_document_findings. -#}
{%- set rules = [
    'indicator_copied',
    'project_copied_list',
    'project_few_indicators',
    'project_no_benefit',
    'project_no_output',
    'project_no_satisfaction',
    'target_at_ceiling',
    'target_lowered',
] -%}
with

findings as (
    select * from {{ ref('int_document_findings') }}
    {%- for rule in rules %}
    union all by name
    select * from {{ ref('int_audit_' ~ rule) }}
    {%- endfor %}
),

-- Where our reading may be at fault: engines that differ, what is held back, the first row of a page that a project is carried over to, a row cut by a page.
indicators as (
    select
        *,
        source_page > min(source_page) over (partition by project_key) as is_carried_over,
        row_number() over (partition by document_key, source_page order by project_key, indicator_ordinal) = 1 as is_first_of_page
    from {{ ref('int_indicators') }}
),

held_indicators as (
    select distinct indicator_key
    from {{ ref('fact_quarantine') }}
    where indicator_key is not null
),

doubtful_indicators as (
    select
        i.indicator_key,
        i.is_carried_over,
        coalesce(regexp_matches(regexp_replace(i.indicator_name_fold, '\s+', '', 'g'), '{{ audit_words("cut_off") }}'), false) as is_cut_off,
        d.page_number is not null
        or (i.is_carried_over and i.is_first_of_page)
        or i.source_page_last > i.source_page
        or h.indicator_key is not null as is_doubtful
    from indicators as i
    left join {{ ref('int_disputed_pages') }} as d on i.document_key = d.document_key and i.source_page = d.page_number
    left join held_indicators as h on i.indicator_key = h.indicator_key
),

doubtful_projects as (
    select project_key from {{ ref('fact_quarantine') }}
    where project_key is not null
    union
    select p.project_key
    from {{ ref('int_projects') }} as p
    inner join {{ ref('int_disputed_pages') }} as d on p.document_key = d.document_key and d.page_number between p.source_page and p.source_page_last
),

doubtful_documents as (
    select document_key from {{ ref('int_document_statuses') }}
    where document_status <> 'loaded'
),

judged as (
    select
        f.*,
        case
            -- a level may be carried over a page that prints it anew
            -- two names may differ in what their cells cut off
            when f.indicator_key is not null
                then
                    i.is_doubtful
                    or (f.rule_code like 'level.%' and i.is_carried_over)
                    or (f.rule_code in ('indicator.twice', 'indicator.name_twice') and i.is_cut_off)
            when f.project_key is not null then p.project_key is not null
            else d.document_key is not null
        end as is_reading_doubtful
    from findings as f
    left join doubtful_indicators as i on f.indicator_key = i.indicator_key
    left join doubtful_projects as p on f.project_key = p.project_key
    left join doubtful_documents as d on f.document_key = d.document_key
),

final as (
    select
        substr(sha256(concat_ws('|', j.rule_code, coalesce(j.indicator_key, j.project_key, j.document_key), j.place)), 1, 16) as finding_key,
        j.rule_code,
        -- what may be our mistake is no error of the source
        case when j.is_reading_doubtful and r.severity = 'error' then 'warning' else r.severity end as severity,
        j.is_reading_doubtful,
        j.indicator_key,
        j.project_key,
        j.document_key,
        j.evidence_text
    from judged as j
    inner join {{ ref('audit_rules') }} as r using (rule_code)
)

select * from final
order by document_key, project_key nulls first, indicator_key nulls first, rule_code, finding_key
