"""A sheet's tables, and the lines of text over, under and between them.

Nothing in a sheet says where a table begins. Where borders are drawn, a table is what has them; where none are, rows with several texts are one, and a row
of one text before them is its title. A row without text or border parts two tables.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extract.geometry.drawn import COLUMN_WIDTH, LINE_HEIGHT, SheetCell, drawn
from extract.pages import Box, Line, Table
from extract.spreadsheet.sheet import Sheet, ShownCell
from extract.text import squeeze

_TITLE = re.compile(r"表(?:\([^()]*\))?$|^\(?20[0-9]{2}年度?\)?$|^附[件表][0-9一二三四五六七八九十]*:?$")
_UNIT_OF_MONEY = re.compile(r"^(?:金额)?单位[:：]")


@dataclass(frozen=True, slots=True)
class Blocks:
    """``lines`` and ``tables`` in the order of the sheet, at places that are made up."""

    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    height: float


def blocks(sheet: Sheet) -> Blocks:
    by_row: dict[int, list[ShownCell]] = {}
    for cell in sheet.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            by_row.setdefault(row, []).append(cell)
    kinds = _kinds(by_row, sheet.row_count)
    lines: list[Line] = []
    tables: list[Table] = []
    top = 0.0
    for kind, run in groupby(range(sheet.row_count), key=lambda row: kinds[row]):
        rows = list(run)
        if kind == "table":
            found = _tables([cell for row in rows for cell in by_row.get(row, ()) if cell.row == row], rows[0], len(rows), top)
            tables += found
            top = max(table.box.bottom for table in found) + LINE_HEIGHT
        elif kind == "line":
            for row in rows:
                texts = [cell for cell in by_row.get(row, ()) if cell.text and cell.row == row]
                lines += [_line(cell, top) for cell in texts]
                top += LINE_HEIGHT * max((cell.text.count("\n") + 1 for cell in texts), default=0)
        else:
            top += LINE_HEIGHT * len(rows)
    return Blocks(tuple(lines), tuple(tables), top)


def _kinds(by_row: dict[int, list[ShownCell]], row_count: int) -> list[str]:
    """What each row is part of: table, line or gap."""
    kinds: list[str] = []
    rows = [by_row.get(row, []) for row in range(row_count)]
    for is_gap, run in groupby(range(row_count), key=lambda row: not any(cell.text or cell.is_ruled for cell in rows[row])):
        block = list(run)
        if is_gap:
            kinds += ["gap"] * len(block)
            continue
        width = max(cell.column + cell.column_span for row in block for cell in rows[row])
        has_rules = any(cell.is_ruled for row in block for cell in rows[row])
        is_begun = False
        for row in block:
            texts = [cell for cell in rows[row] if cell.text]
            is_alone = len(texts) == 1 and len(rows[row]) == len(texts)
            is_heading = not is_begun and ((is_alone and (texts[0].column_span == width or not has_rules) and _may_be_title(texts[0])) or _says_unit(texts))
            is_beside = has_rules and not any(cell.is_ruled for cell in rows[row])
            kinds.append("line" if is_heading or is_beside else "table")
            is_begun = not is_heading and (is_begun or not is_beside)
    return kinds


def _may_be_title(cell: ShownCell) -> bool:
    """Whether a text over the whole width heads a table; in a frame of its own it may be the table's first row, a label and its value."""
    return not cell.is_ruled or bool(_TITLE.search(squeeze(cell.text)))


def _says_unit(texts: Sequence[ShownCell]) -> bool:
    """Whether a row says the unit of money over a table, and perhaps whose it is."""
    return not any(cell.is_ruled for cell in texts) and any(_UNIT_OF_MONEY.match(squeeze(cell.text)) for cell in texts)


def _tables(cells: Sequence[ShownCell], first_row: int, row_count: int, top: float) -> list[Table]:
    """The tables of consecutive rows: a column without text or border parts two that stand side by side."""
    used = {column for cell in cells for column in range(cell.column, cell.column + cell.column_span)}
    found = []
    for _, run in groupby(enumerate(sorted(used)), key=lambda one: one[1] - one[0]):
        columns = [column for _, column in run]
        own = [cell for cell in cells if columns[0] <= cell.column <= columns[-1]]
        if any(cell.text for cell in own):
            found.append(_table(own, first_row, row_count, columns[0], len(columns), top))
    return found


def _table(cells: Sequence[ShownCell], first_row: int, row_count: int, first_column: int, column_count: int, top: float) -> Table:
    placed = [
        replace(cell, row=cell.row - first_row, row_span=min(cell.row_span, row_count - cell.row + first_row), column=cell.column - first_column)
        for cell in cells
    ]
    taken = {
        (row, column) for cell in placed for row in range(cell.row, cell.row + cell.row_span) for column in range(cell.column, cell.column + cell.column_span)
    }
    sheet = [
        SheetCell(cell.row, cell.column, cell.row_span, cell.column_span, tuple(cell.text.split("\n")) if cell.text else (), float(cell.indent))
        for cell in placed
    ]
    sheet += [SheetCell(row, column, 1, 1, ()) for row in range(row_count) for column in range(column_count) if (row, column) not in taken]
    return drawn(sorted(sheet, key=lambda cell: (cell.row, cell.column)), row_count, column_count, COLUMN_WIDTH * first_column, top)


def _line(cell: ShownCell, top: float) -> Line:
    left = COLUMN_WIDTH * cell.column
    height = LINE_HEIGHT * (cell.text.count("\n") + 1)
    return Line(cell.text, Box(left, top, left + COLUMN_WIDTH * cell.column_span, top + height))
