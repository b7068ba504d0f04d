"""Reads a ``.txt``: decodes it, finds the declared list table in it and gives its raw rows."""

import re
from collections.abc import Callable
from pathlib import Path

from extract.encodings import decode
from extract.layouts import gate_words
from extract.layouts.text_tables import TEXT_TABLES, TextTable
from extract.layouts.words import normal, split_code
from extract.readers.text_layer import TextPage, as_printed, read_pages
from extract.reasons import say
from extract.rows import DocumentRows, Row
from extract.text import count_characters, squeeze

ENGINE = "text"
_TITLE = re.compile(r"绩效(?:目标|自评).{0,8}表|项目.{0,6}申报(?:表|书)$")
_LONGEST_TITLE = 60
# What parts the cells of a line in a text.
_BETWEEN_CELLS = re.compile(r"[\s|｜│┃,，;；:：]+")
# So many different headings are those of a table.
_HEADINGS_UNDER_TITLE, _HEADINGS_ALONE = 2, 4


def read(path: Path, report_page: Callable[[int], None] = lambda count: None) -> DocumentRows:
    """Raw rows of the text at ``path``. Raises QuarantinedError (broken_encoding)."""
    text, encoding = decode(path.read_bytes())
    text = as_printed(text)
    rows = DocumentRows()
    table = next((table for table in TEXT_TABLES if squeeze("".join(table.headings)) in squeeze(text)), None)
    if table is None:
        pages = [TextPage(number, chunk.split("\n")) for number, chunk in enumerate(text.strip("\f").split("\f"), 1)]
        rows.page_blocks = [_block_without_rows(page) for page in pages]
    else:
        pages = read_pages(text, table.headings, table.indicator_start)
        for page in pages:
            _add_page(rows, page, table)
    report_page(len(pages))
    titles = [line for page in pages for line in page.title_lines]
    title = next((line for line in titles if "表" in line), None)
    rows.document = {
        "encoding": encoding,
        "page_count": len(pages),
        "title_text": title,
        "document_type": "绩效目标表" if title and "绩效目标" in title else None,
    }
    return rows


def _add_page(rows: DocumentRows, page: TextPage, table: TextTable) -> None:
    cells: list[tuple[int, str, tuple[str, ...]]] = [(0, "form_word", (*page.title_lines, *table.headings))]
    for row in page.rows:
        ordinal = len(rows.project_rows) + 1
        code, name = split_code(row.project_name)
        place: Row = {"page_number": page.number, "page_last": page.number, "table_number": 1, "row_number": row.row_number}
        rows.project_rows.append(
            {
                "project_ordinal": ordinal,
                "layout": table.name,
                "scope": "project",
                "department_text": row.department,
                "unit_text": row.unit,
                "project_name_text": name,
                "project_code_text": code,
                "objective_text": row.objective,
                **place,
            }
        )
        rows.indicator_cells.append({"project_ordinal": ordinal, "cell_ordinal": 1, "layout": table.name, "combined_text": row.indicators, **place})
        cells.append((row.row_number, "content", (row.department, row.unit, row.project_name, row.objective, row.indicators)))
    if page.rows:
        block = _block(page, "target_table", table.name)
        landed = sum(count_characters(texts) for _, _, texts in cells)
        # The table is the page: what no row took is seen because it is counted from the page's lines.
        count = page.visible_character_count - page.unread_character_count
        rows.page_blocks.append(block | {"row_count": 2 * len(page.rows), "table_character_count": count, "cell_character_count": landed})
        rows.table_cells += [
            {
                "page_number": page.number,
                "block_number": 1,
                "table_number": 1,
                "row_number": number,
                "column_number": column,
                "cell_kind": kind,
                "cell_text": text,
            }
            for number, kind, texts in cells
            for column, text in enumerate(texts, 1)
        ]
    if page.reason:
        rows.page_blocks.append(_block(page, "unreadable", table.name) | {"block_number": 2 if page.rows else 1, "reason": page.reason})


def _block_without_rows(page: TextPage) -> Row:
    """A page on which no declared table begins: other content, unless it shows a target table whose lines are not understood."""
    if _shows_target_table(page.lines):
        return _block(page, "unreadable", None) | {"reason": say("unreadable_text_table")}
    return _block(page, "other_content", None) | {"reason": say("no_target_headings")}


def _shows_target_table(lines: list[str]) -> bool:
    """Whether headings of target tables stand as words of their own, some under a title and more without one."""
    headings = frozenset(gate_words())
    found = {normal(word) for line in lines for word in _BETWEEN_CELLS.split(line)} & headings
    titles = [squeeze(line) for line in lines]
    if any("自评" in title for title in titles if _TITLE.search(title)):
        return False
    has_title = any(_TITLE.search(title) and len(title) <= _LONGEST_TITLE for title in titles)
    return len(found) >= (_HEADINGS_UNDER_TITLE if has_title else _HEADINGS_ALONE)


def _block(page: TextPage, outcome: str, layout: str | None) -> Row:
    return {
        "page_number": page.number,
        "block_number": 1,
        "outcome": outcome,
        "layout": layout,
        "engine": ENGINE,
        "row_count": 0,
        "visible_character_count": page.visible_character_count,
        "laid_out_character_count": page.visible_character_count,
        "table_character_count": 0,
        "cell_character_count": 0,
        "hidden_character_count": 0,
        "is_engine_disputed": False,
    }
