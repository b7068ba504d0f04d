{{ config(materialized='table') }}

with

corrections as (
    select * from {{ source('raw', 'corrections') }}
),

-- Every text of the documents that corrections speak of, one a row, whatever table and column it stands in.
raw_texts as (
    {%- for table, place in correctable_tables().items() %}
    unpivot (
        select
            '{{ table }}' as table_name,
            document_key,
            {{ place[0] }}::integer as project_ordinal,
            {{ place[1] }}::integer as row_ordinal,
            {{ place[2] }}::integer as page_number,
            columns('_(text|fold)$')
        from {{ source('raw', table) }}
        where document_key in (select document_key from corrections)
    )
    on columns('_(text|fold)$') into name column_name value raw_text
    {% if not loop.last %}union all by name{% endif %}
    {%- endfor %}
),

placed as (
    select
        c.*,
        -- a document that is not read, or held back, has no text to correct
        coalesce(d.status <> 'quarantined', false) as is_offered,
        t.raw_text,
        f.raw_text as raw_fold,
        -- a place that was read and is blank is none of the texts above
        case c.table_name
            {%- for table, place in correctable_tables().items() %}
            when '{{ table }}' then exists (
                select 1 from {{ source('raw', table) }} as r
                where r.document_key = c.document_key
                    {%- if place[0] != 'null' %} and r.{{ place[0] }} = c.project_ordinal{% endif %}
                    {%- if place[1] != 'null' %} and r.{{ place[1] }} = c.row_ordinal{% endif %}
                    {%- if place[2] != 'null' %} and r.{{ place[2] }} = c.page_number{% endif %}
            )
            {%- endfor %}
        end as is_found
    from corrections as c
    left join {{ source('raw', 'documents') }} as d on c.sha256 = d.sha256
    left join raw_texts as t
        on c.document_key = t.document_key and c.table_name = t.table_name and c.column_name = t.column_name
        and c.project_ordinal is not distinct from t.project_ordinal
        and c.row_ordinal is not distinct from t.row_ordinal
        and c.page_number is not distinct from t.page_number
    left join raw_texts as f
        on t.document_key = f.document_key and t.table_name = f.table_name and regexp_replace(t.column_name, '_text$', '_fold') = f.column_name
        and t.project_ordinal is not distinct from f.project_ordinal
        and t.row_ordinal is not distinct from f.row_ordinal
        and t.page_number is not distinct from f.page_number
),

judged as (
    select
        *,
        case
            when not is_offered then 'idle'
            when not is_found then 'place_not_found'
            when printed_text = '' and coalesce(raw_text, '') = '' then 'applied'
            when printed_text <> '' and length(coalesce(raw_text, '')) - length(replace(coalesce(raw_text, ''), printed_text, '')) = length(printed_text) then 'applied'
            else 'stale'
        end as status,
        greatest(strpos(coalesce(raw_text, ''), printed_text), 1) as text_position
    from placed
),

final as (
    select
        correction_number,
        document_key,
        sha256,
        table_name,
        project_ordinal,
        row_ordinal,
        page_number,
        column_name,
        printed_text,
        meant_text,
        reason,
        status,
        text_position::integer as text_position,
        coalesce(raw_text, '') as raw_text,
        case
            when status = 'applied'
                then substr(coalesce(raw_text, ''), 1, text_position - 1) || meant_text || substr(coalesce(raw_text, ''), text_position + length(printed_text))
        end as corrected_text,
        case
            when status = 'applied'
                then substr(coalesce(raw_fold, ''), 1, text_position - 1) || meant_fold || substr(coalesce(raw_fold, ''), text_position + length(printed_text))
        end as corrected_fold,
        nullif(corrected_word, '') as corrected_word
    from judged
)

select * from final
