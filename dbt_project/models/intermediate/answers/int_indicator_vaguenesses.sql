-- How far a target can be held against what was done. Words are looked for where the target is words.
with

targets as (
    select
        i.indicator_key,
        t.target_kind,
        case when t.target_kind in ('qualitative', 'placeholder') then regexp_replace(i.target_fold, '\s+|^[=:]+|项?[。.;,!]*$', '', 'g') end as bare_text
    from {{ ref('int_indicators') }} as i
    inner join {{ ref('int_kept_targets') }} as t using (indicator_key)
),

-- Each text is read once.
distinct_texts as (
    select distinct bare_text from targets
    where bare_text is not null
),

texts as (
    select
        bare_text,
        case
            {%- for vagueness in ['to_be_set', 'yes_no', 'how_measured', 'degree_word'] %}
            when regexp_matches(bare_text, '{{ words_in_place("vagueness_words", "vagueness = '" ~ vagueness ~ "'") }}') then '{{ vagueness }}'
            {%- endfor %}
        end as vagueness
    from distinct_texts
),

final as (
    select
        t.indicator_key,
        case
            when t.target_kind in ('quantitative', 'compound', 'deadline') then 'measured'
            when t.target_kind = 'relative' then 'compared'
            -- what is promised for later (待单位补充) is template text to the grammar
            when t.target_kind = 'placeholder' and x.vagueness = 'to_be_set' then x.vagueness
            when t.target_kind in ('missing', 'placeholder', 'none_declared') then 'unstated'
            else coalesce(x.vagueness, 'other_words')
        end as vagueness
    from targets as t
    left join texts as x using (bare_text)
)

select * from final
