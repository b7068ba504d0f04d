"""Reads a ``.txt``: decodes it, finds the declared list table in it and gives its raw rows."""

import re
from collections.abc import Callable
from pathlib import Path

from extract.encodings import decode
from extract.layouts import gate_words
from extract.layouts.text_tables import TEXT_TABLES, TextTable
from extract.layouts.words import normal, split_code
from extract.provenance import CellId, Text
from extract.readers.text_layer import TextPage, TextRow, as_printed, read_pages
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
    """Raw rows of the text at ``path``. Raises UnreadableError (broken_encoding)."""
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
    if page.rows:
        # The table is the page: what no row took is seen because it is counted from the page's lines.
        count = page.visible_character_count - page.unread_character_count
        block = _block(page, "target_table", table.name) | {"row_count": 2 * len(page.rows), "table_character_count": count}
        rows.page_blocks.append(block)
        for column, text in enumerate((*page.title_lines, *table.headings), 1):
            rows.table_cells.append(_cell(page, 1, CellId(page.number, 1, 0, column), text, "heading"))
        for row in page.rows:
            _add_row(rows, page, row, table)
        block["cell_character_count"] = count_characters(cell["cell_text"] for cell in rows.table_cells if cell["page_number"] == page.number)
    if page.reason:
        number = 2 if page.rows else 1
        block = _block(page, "unreadable", table.name) | {"block_number": number, "reason": page.reason, "table_character_count": page.unread_character_count}
        rows.page_blocks.append(block)
        rows.table_cells += [
            _cell(page, number, CellId(page.number, 0, line, 1), text, "remainder", page.reason) for line, text in enumerate(page.unread_lines, 1)
        ]


def _add_row(rows: DocumentRows, page: TextPage, row: TextRow, table: TextTable) -> None:
    printed = (row.department, row.unit, row.project_name, row.objective, row.indicators)
    places = [CellId(page.number, 1, row.row_number, column) for column in range(1, len(printed) + 1)]
    department, unit, project, objective, indicators = (Text(text, [place]) for text, place in zip(printed, places, strict=True))
    code, name = split_code(project)
    ordinal = len(rows.project_rows) + 1
    where: Row = {"page_number": page.number, "page_last": page.number, "table_number": 1, "row_number": row.row_number}
    project_texts = {
        "department_text": department,
        "unit_text": unit,
        "project_name_text": name,
        "project_code_text": code,
        "objective_text": objective,
    }
    rows.land("project_rows", {"project_ordinal": ordinal, "layout": table.name, "scope": "project", **project_texts, **where})
    rows.land("indicator_cells", {"project_ordinal": ordinal, "cell_ordinal": 1, "layout": table.name, "combined_text": indicators, **where})
    rows.table_cells += [_cell(page, 1, place, text, "landed") for place, text in zip(places, printed, strict=True) if text]


def _cell(page: TextPage, block: int, place: CellId, text: str, use: str, reason: str | None = None) -> Row:
    """A row of the ledger."""
    return {
        "page_number": page.number,
        "block_number": block,
        "table_number": place.table,
        "row_number": place.row,
        "column_number": place.column,
        "cell_use": use,
        "reason": reason,
        "cell_text": text,
    }


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
        "lost_indicator_count": 0,
        "lost_project_count": 0,
        "hidden_character_count": 0,
        "is_engine_disputed": False,
    }
