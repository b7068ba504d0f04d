-- What none of its fields holds of a cell that rows were made of: a text that was cut short on its way into them.
with

cells as (
    select
        *,
        {{ without_blanks('cell_text') }} as bare_text,
        list_transform(string_split_regex(cell_text, '\s+'), one -> {{ without_blanks('one') }}) as bare_pieces
    from {{ ref('stg_table_cells') }}
    where cell_use = 'landed' and table_number > 0
),

fields as (
    select
        u.document_key,
        u.page_number,
        u.table_number,
        u.row_number,
        u.column_number,
        {{ without_blanks('t.field_text') }} as bare_field
    from {{ ref('stg_cell_uses') }} as u
    inner join {{ ref('stg_landed_texts') }} as t
        on u.document_key = t.document_key and u.raw_table = t.raw_table and u.row_ordinal = t.row_ordinal and u.field_name = t.field_name
        and (u.raw_table = 'total_rows' or u.project_ordinal = t.project_ordinal)
),

taken as (
    select
        document_key,
        page_number,
        table_number,
        row_number,
        column_number,
        list(distinct bare_field order by length(bare_field) desc, bare_field) as bare_fields
    from fields
    where bare_field <> ''
    group by all
),

-- A field is a part of its cell, or the cell of the field, or of each of its pieces between blanks, where it was cut or holds several.
cut as (
    select
        c.*,
        coalesce(t.bare_fields, []) as bare_fields,
        list_reduce(list_prepend(c.bare_text, coalesce(t.bare_fields, [])), (rest, field) -> replace(rest, field, '')) as behind_fields,
        list_bool_or(list_transform(coalesce(t.bare_fields, []), field -> contains(field, c.bare_text))) as is_whole
    from cells as c
    left join taken as t using (document_key, page_number, table_number, row_number, column_number)
),

rests as (
    select
        *,
        case
            when behind_fields <> bare_text then behind_fields
            else array_to_string(
                list_filter(bare_pieces, piece -> not coalesce(list_bool_or(list_transform(bare_fields, field -> contains(field, piece))), false)), ''
            )
        end as rest_text
    from cut
    where not coalesce(is_whole, false)
),

-- What parts a code and a name is no text; a label that ends with a colon and the 指标 before a number are words of the form.
without_marks as (
    select
        *,
        regexp_replace(rest_text, '^(?:指标)?[-－—–_:：;；、.．。,，()（）\[\]【】]+|[-－—–_:：;；、.．。,，()（）\[\]【】]+$', '', 'g') as rest_without_marks
    from rests
),

final as (
    select
        document_key,
        page_number,
        block_number,
        table_number,
        row_number,
        column_number,
        rest_text,
        length(rest_text)::integer as rest_character_count
    from without_marks
    where rest_without_marks not in ('', '指标') and not regexp_full_match(rest_text, '[^:：]{1,12}[:：]') and not coalesce(list_bool_or(list_transform(bare_fields, field -> contains(field, rest_without_marks))), false)
)

select * from final
