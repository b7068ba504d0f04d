-- Characters are counted without blanks. An indicator's characters are those of its parts as they are published, or as they are parsed from.
with

cells as (
    select * from {{ ref('stg_indicator_cells') }}
),

-- An indicator cut out of a cell that holds several.
combined as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        length({{ without_blanks('combined_text') }}) as cell_character_count,
        length({{ without_blanks("concat(number_text, level1_text, level2_text, indicator_name_text, period_target_text, target_text)") }}) as indicator_character_count,
        0 as remainder_character_count
    from cells
    where combined_fold is not null
),

-- One row an indicator: the name, the targets and what stands beside them in columns of their own.
in_columns as (
    select
        c.document_key,
        c.project_ordinal,
        c.cell_ordinal,
        {{ without_blanks("concat(c.number_text, c.indicator_name_text, c.target_text, c.period_target_text)") }} as cell_text,
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
                -- behind a name stands a full stop: a separator
                + length(regexp_replace(replace(name_text, published_name_text, ''), '[.．。]', '', 'g'))
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
