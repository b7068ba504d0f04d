-- From project to project, or from row to row, one number more, the words around it the same.
with

numbered as (
    select
        *,
        regexp_extract(whole_target, '[0-9]+') as digits,
        try_cast(regexp_extract(whole_target, '[0-9]+') as bigint) as number,
        regexp_replace(whole_target, '[0-9]+', '#') as frame
    from {{ ref('int_audited_indicators') }}
    where regexp_matches(whole_target, '[0-9]{3,}') and target_kind <> 'deadline' and not regexp_matches(whole_target, '20[0-9]{2}')
),

stepped as (
    select
        *,
        number - row_number() over (partition by document_key, bare_name, frame order by project_key, indicator_ordinal) as run
    from numbered
),

runs as (
    select
        *,
        count(*) over this_run as run_length,
        string_agg(digits, '、') over this_run as run_text
    from stepped
    window this_run as (partition by document_key, bare_name, frame, run order by number rows between unbounded preceding and unbounded following)
)

select {{ indicator_finding('target.autofill', "'连号 ' || i.run_text") }}
from runs as i
where i.run_length >= 3
