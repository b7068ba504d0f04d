-- Whether each cell's text stands in the raw rows is asked of the rows themselves: how often it is printed on a page against how often
-- the rows of that page hold it. What goes on overleaf is landed with the page it begins on, so the pages beside are asked next.
with

cells as (
    select
        *,
        {{ comparable('cell_text') }} as compared_text
    from {{ ref('stg_table_cells') }}
),

projects as (
    select * from {{ ref('stg_project_rows') }}
),

-- Parts that one cell may have been cut into stand side by side, in the order printed; chr(30) parts what was never one cell.
row_texts as (
    select
        document_key,
        page_number,
        page_last,
        concat_ws(
            chr(30), department_text, unit_text, concat(project_code_text, project_name_text), objective_text,
            concat(form_number, form_title_text), form_title_text, form_year_text
        ) as row_text
    from projects
    union all
    select
        document_key,
        page_number,
        page_last,
        concat_ws(
            chr(30), combined_text, concat(level1_text, level2_text, indicator_name_text), target_text, period_target_text, comparator_text,
            unit_text, nature_text, weight_text, note_text
        ) as row_text
    from {{ ref('stg_indicator_cells') }}
    union all
    -- an amount overleaf is landed with the project's first page
    select
        f.document_key,
        least(f.page_number, p.page_number) as page_number,
        greatest(f.page_last, p.page_last) as page_last,
        concat_ws(chr(30), f.funding_label_text, f.amount_text, f.amount_unit_text) as row_text
    from {{ ref('stg_funding_cells') }} as f
    inner join projects as p using (project_key)
    union all
    select
        document_key,
        page_number,
        page_last,
        concat_ws(chr(30), total_label_text, funding_label_text, amount_text, amount_unit_text) as row_text
    from {{ ref('stg_total_rows') }}
    union all
    -- what was corrected was landed as printed
    select
        document_key,
        page_number,
        page_number as page_last,
        raw_text as row_text
    from {{ ref('stg_corrections') }}
    where status = 'applied' and page_number is not null
),

row_pages as (
    select
        document_key,
        row_text,
        unnest(generate_series(page_number, page_last)) as page_number
    from row_texts
),

page_texts as (
    select
        document_key,
        page_number,
        {{ comparable("string_agg(row_text, chr(30) order by row_text)") }} as page_text
    from row_pages
    group by document_key, page_number
),

page_texts_beside as (
    select
        document_key,
        page_number,
        concat_ws(chr(30), lag(page_text) over pages, page_text, lead(page_text) over pages) as page_text
    from page_texts
    window pages as (partition by document_key order by page_number)
),

counted as (
    select
        *,
        row_number() over (
            partition by document_key, page_number, compared_text
            order by block_number, table_number, row_number, column_number
        ) as occurrence
    from cells
),

found as (
    select
        c.*,
        c.compared_text = '' or coalesce(
            (length(p.page_text) - length(replace(p.page_text, c.compared_text, ''))) / nullif(length(c.compared_text), 0) >= c.occurrence, false
        ) as is_on_page
    from counted as c
    left join page_texts as p using (document_key, page_number)
),

final as (
    select
        f.document_key,
        f.page_number,
        f.block_number,
        f.table_number,
        f.row_number,
        f.column_number,
        f.cell_text,
        f.aside_heading_text,
        f.character_count,
        case
            when f.cell_kind in ('form_word', 'filler') then f.cell_kind
            when
                f.is_on_page or coalesce(
                    (length(b.page_text) - length(replace(b.page_text, f.compared_text, ''))) / nullif(length(f.compared_text), 0) >= f.occurrence, false
                ) then 'landed'
            when f.cell_kind = 'aside' then 'aside'
            else 'left_out'
        end as cell_use
    from found as f
    left join page_texts_beside as b
        on not f.is_on_page and f.document_key = b.document_key and f.page_number = b.page_number
)

select * from final
order by document_key, page_number, block_number, row_number, column_number
