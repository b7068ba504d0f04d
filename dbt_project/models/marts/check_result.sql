-- The rows are written after the checks have run on the candidate.
select
    null::varchar as suite,
    null::varchar as check_name,
    null::varchar as table_name,
    null::varchar as column_name,
    null::varchar as severity,
    null::varchar as scope,
    null::boolean as is_passed,
    null::varchar as observed,
    null::varchar as expected
where false
