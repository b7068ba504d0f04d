{%- set ordinals = {
    'project_rows': ['project_ordinal', 'project_ordinal'],
    'indicator_cells': ['project_ordinal', 'cell_ordinal'],
    'funding_cells': ['project_ordinal', 'funding_ordinal'],
    'total_rows': ['null', 'total_ordinal']
} -%}
with

texts as (
    {%- for table, ordinal in ordinals.items() %}
    unpivot (
        select
            document_key,
            '{{ table }}' as raw_table,
            {{ ordinal[0] }}::integer as project_ordinal,
            {{ ordinal[1] }}::integer as row_ordinal,
            columns('_text$|^form_number$')
        from {{ source('raw', table) }}
    )
    on columns('_text$|^form_number$') into name field_name value field_text
    {% if not loop.last %}union all by name{% endif %}
    {%- endfor %}
)

select * from texts
