-- Characters are counted without blanks. An indicator's characters are those of its parts as they are published, or as they are parsed from.
with

cells as (
    select * from {{ ref('stg_indicator_cells') }}
),

-- A cell that holds all indicators of a project: pieces that are no item are the remainder.
combined as (
    select
        i.document_key,
        i.project_ordinal,
        i.cell_ordinal,
        sum(length({{ without_blanks('i.piece_text') }})) as cell_character_count,
        sum(length({{ without_blanks(
            "concat(f.printed_number, f.level1_text, f.level2_text, f.indicator_name_text, f.period_target_text, f.target_text)"
        ) }})) as indicator_character_count,
        coalesce(sum(length({{ without_blanks('i.piece_text') }})) filter (f.document_key is null), 0) as remainder_character_count
    from {{ ref('int_indicator_items') }} as i
    left join {{ ref('int_indicator_item_fields') }} as f using (document_key, project_ordinal, cell_ordinal, piece_number)
    group by i.document_key, i.project_ordinal, i.cell_ordinal
),

-- One row an indicator: the name, the targets and what stands beside them in columns of their own.
in_columns as (
    select
        c.document_key,
        c.project_ordinal,
        c.cell_ordinal,
        {{ without_blanks("concat(c.indicator_name_text, c.target_text, c.period_target_text)") }} as cell_text,
        {{ without_blanks("concat(i.printed_number, i.indicator_name, i.period_target_text)") }} as own_text,
        {{ without_blanks("coalesce(c.target_text, '')") }} as target_text,
        {{ without_blanks("coalesce(i.target_text, '')") }} as published_target_text,
        {{ without_blanks("coalesce(c.indicator_name_text, '')") }} as name_text,
        {{ without_blanks("coalesce(i.indicator_name, '')") }} as published_name_text,
        i.indicator_key is null as is_lost
    from cells as c
    left join {{ ref('int_indicators') }} as i using (document_key, project_ordinal, cell_ordinal)
    where c.combined_fold is null
),

measured as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        length(cell_text) as cell_character_count,
        case
            when is_lost then 0
            else length(own_text) + case when contains(published_target_text, target_text) then length(target_text) else 0 end
        end as indicator_character_count,
        case
            when is_lost then length(cell_text)
            else
                case when contains(published_target_text, target_text) then 0 else length(target_text) end
                -- before a name stands its number, behind it a full stop: separators
                + length(regexp_replace(replace(name_text, published_name_text, ''), '指标|[0-9０-９:：;；、.．。]', '', 'g'))
        end as remainder_character_count
    from in_columns
),

final as (
    select * from combined
    union all by name
    select * from measured
)

select
    document_key,
    project_ordinal,
    cell_ordinal,
    cell_character_count::bigint as cell_character_count,
    indicator_character_count::bigint as indicator_character_count,
    (cell_character_count - indicator_character_count - remainder_character_count)::bigint as separator_character_count,
    remainder_character_count::bigint as remainder_character_count
from final
