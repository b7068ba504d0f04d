{#
  The table macro ``publishers_without_targets(expected, year)``: of the publishers that a user's CSV file expects (columns region, may be empty, and publisher),
  those of whom no document of that year holds a project, with the number of their documents that hold none.
#}
{% macro publishers_without_targets() %}
create or replace macro {{ this.schema }}.publishers_without_targets(expected, year) as table
select
    nullif(e.region, '') as region,
    e.publisher,
    year::integer as fiscal_year,
    count(d.document_key)::integer as document_count
from read_csv(expected, header = true, all_varchar = true) as e
left join {{ this.schema }}.dim_document as d
    on regexp_replace(e.publisher, '\s+', '', 'g') = regexp_replace(d.publisher, '\s+', '', 'g')
    and coalesce(nullif(e.region, ''), d.region, '') = coalesce(d.region, '')
    and d.fiscal_year = year
group by e.region, e.publisher
having coalesce(sum(d.project_count), 0) = 0
order by e.region, e.publisher;
comment on macro table {{ this.schema }}.publishers_without_targets is '应公开而未公开绩效目标的单位：publishers_without_targets(''expected_publishers.csv'', 2026)。Publishers of a list of one''s own without targets of a year.'
{% endmacro %}
