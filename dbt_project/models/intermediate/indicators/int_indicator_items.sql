{% set level1_label = level_label_alternation('level1') ~ '|[一-龥]{2,4}指标' %}
{% set item_start = '(^|[^0-9])([0-9]{1,3}\\s*[、.,]\\s*(?:[0-9]+\\s*[-—–]\\s*)?(?:' ~ level1_label ~ ')\\s*[;:,])' %}

with

cells as (
    select * from {{ ref('stg_indicator_cells') }}
    where combined_fold is not null
),

-- A mark goes before every item's number; the folded text is otherwise untouched, so its positions are the printed text's.
pieces as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        combined_text,
        unnest(string_split(regexp_replace(combined_fold, '{{ item_start }}', '\1' || chr(30) || '\2', 'g'), chr(30))) as piece_fold,
        generate_subscripts(string_split(regexp_replace(combined_fold, '{{ item_start }}', '\1' || chr(30) || '\2', 'g'), chr(30)), 1) as piece_number
    from cells
),

placed as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        piece_number,
        piece_fold,
        substr(
            combined_text,
            1 + coalesce(sum(length(piece_fold)) over (
                partition by document_key, project_ordinal, cell_ordinal
                order by piece_number rows between unbounded preceding and 1 preceding
            ), 0)::integer,
            length(piece_fold)
        ) as piece_text
    from pieces
),

final as (
    select
        document_key,
        project_ordinal,
        cell_ordinal,
        piece_number,
        piece_text,
        piece_fold,
        -- the first piece is what stands before the first item, mostly nothing
        piece_number > 1 or regexp_matches(piece_fold, '^{{ item_start }}') as is_item
    from placed
)

select * from final
where piece_fold <> ''
