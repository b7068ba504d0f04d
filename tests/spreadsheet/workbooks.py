"""Pages of the layouts' tests typed into workbooks, as offices do: a page a sheet, a table with borders or without, numbers as numbers where they are some."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from extract.pages import Cell, Line, Page, Table

_PERCENT = re.compile(r"^(\d{1,3})(?:\.(\d+))?%$")
_AMOUNT = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.(\d+))?$|^\d+\.(\d+)$|^[1-9]\d{0,8}$")


@dataclass(frozen=True)
class Typed:
    """A cell to be written; ``code`` is the number format of a number."""

    row: int
    column: int
    row_span: int
    column_span: int
    value: str | float
    code: str = "General"
    is_ruled: bool = False


def typed_page(page: Page, *, has_rules: bool = True, has_numbers: bool = True) -> list[Typed]:
    """A page's lines and tables down a sheet, a row free between a table and what lies under it."""
    found: list[Typed] = []
    row = 0
    width = max((len(table.column_edges) - 1 for table in page.tables), default=1)
    for items in rows_of(page):
        if isinstance(items, Table):
            found += [_typed(cell, row, has_rules, has_numbers) for cell in items.cells]
            row += len(items.row_edges)  # one more than its rows
            continue
        # what begins a row of lines alone goes over the whole width, as titles do
        for line, column, span in _placed(items, page, width):
            found.append(Typed(row, column, 1, span, line.text))
        row += 1
    return found


def write_xlsx(path: Path, pages: Sequence[Page], **how: bool) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    thin = Side(style="thin")
    for page in pages:
        sheet = book.create_sheet(f"Sheet{page.number}")
        for cell in typed_page(page, **how):
            at = sheet.cell(cell.row + 1, cell.column + 1)
            at.value, at.number_format, at.alignment = cell.value if cell.value != "" else None, cell.code, Alignment(wrap_text=True)
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    if cell.is_ruled:
                        sheet.cell(row + 1, column + 1).border = Border(thin, thin, thin, thin)
            if cell.row_span > 1 or cell.column_span > 1:
                first, last = get_column_letter(cell.column + 1), get_column_letter(cell.column + cell.column_span)
                sheet.merge_cells(f"{first}{cell.row + 1}:{last}{cell.row + cell.row_span}")
    book.save(path)
    return path


def write_xls(path: Path, pages: Sequence[Page], **how: bool) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[tuple[str, bool], xlwt.XFStyle] = {}
    for page in pages:
        sheet = book.add_sheet(f"Sheet{page.number}")
        for cell in typed_page(page, **how):
            key = cell.code, cell.is_ruled
            if key not in styles:
                styles[key] = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin" if cell.is_ruled else "", num_format_str=cell.code)
            sheet.write_merge(
                cell.row, cell.row + cell.row_span - 1, cell.column, cell.column + cell.column_span - 1, cell.value if cell.value != "" else None, styles[key]
            )
    book.save(str(path))
    return path


def _typed(cell: Cell, top: int, has_rules: bool, has_numbers: bool) -> Typed:
    value, code = _number(cell.text) if has_numbers else (cell.text, "General")
    return Typed(top + cell.row, cell.column, cell.row_span, cell.column_span, value, code, has_rules)


def _number(text: str) -> tuple[str | float, str]:
    """A text as the number that somebody types for it, and the format that shows it so again."""
    if found := _PERCENT.match(text):
        places = len(found[2] or "")
        return float(f"{text[:-1]}e-2"), "0%" if not places else f"0.{'0' * places}%"
    if found := _AMOUNT.match(text):
        places = len(found[1] or found[2] or "")
        whole = "#,##0" if "," in text else "0"
        return float(text.replace(",", "")), whole if not places else f"{whole}.{'0' * places}"
    return text, "General"


def rows_of(page: Page) -> Iterator[Table | list[Line]]:
    items = sorted([*page.lines, *page.tables], key=lambda item: item.box.top)
    while items:
        first = items.pop(0)
        if isinstance(first, Table):
            yield first
            continue
        beside = [item for item in items if isinstance(item, Line) and item.box.top < first.box.bottom]
        items = [item for item in items if item not in beside]
        yield sorted([first, *beside], key=lambda line: line.box.x0)


def _placed(lines: list[Line], page: Page, width: int) -> Iterator[tuple[Line, int, int]]:
    if len(lines) == 1:
        yield lines[0], 0, width
        return
    for number, line in enumerate(lines):
        column = min(round(line.box.x0 / page.width * width), width - 1)
        yield line, max(column, number), 1
