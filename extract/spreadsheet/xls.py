"""Workbooks of Excel 5 to 2003 (.xls), by xlrd: values as saved, never computed."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code

from extract.packages import told_as_damage
from extract.reasons import UnreadableError
from extract.spreadsheet.number_format import shown
from extract.spreadsheet.sheet import MOST_CELLS, Place, RawCell, Sheet, hidden_sheet, lines_of, shown_sheet

_SIDES = ("left_line_style", "right_line_style", "top_line_style", "bottom_line_style")


def sheets(path: Path) -> Iterator[Sheet]:
    """Raises UnreadableError."""
    with told_as_damage():
        book = xlrd.open_workbook(str(path), formatting_info=True, logfile=io.StringIO())
        found = list(enumerate(book.sheets(), 1))
    for number, sheet in found:
        with told_as_damage():
            read = _read(book, number, sheet)
        yield read


def _read(book: Any, number: int, sheet: Any) -> Sheet:
    if sheet.nrows * sheet.ncols > MOST_CELLS:
        raise UnreadableError("too_much_memory", f"{sheet.name}: {sheet.nrows} × {sheet.ncols}")
    is_ruled = [any(getattr(style.border, side) for side in _SIDES) for style in book.xf_list]
    cells: dict[Place, RawCell] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            text, style = _text(book, cell), cell.xf_index
            if text or is_ruled[style]:
                cells[row, column] = RawCell(text, is_ruled[style], book.xf_list[style].alignment.indent_level if text else 0)
    if sheet.visibility:
        return hidden_sheet(number, sheet.name, cells)
    merged = [(first, left, last - 1, right - 1) for first, last, left, right in sheet.merged_cells]
    hidden_rows = {row for row, said in sheet.rowinfo_map.items() if said.hidden}
    hidden_columns = {column for column, said in sheet.colinfo_map.items() if said.hidden}
    return shown_sheet(number, sheet.name, cells, merged, hidden_rows, hidden_columns)


def _text(book: Any, cell: Any) -> str:
    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    match cell.ctype:
        case xlrd.XL_CELL_TEXT | xlrd.XL_CELL_NUMBER:
            value: Any = cell.value
        case xlrd.XL_CELL_DATE:
            try:
                value = xlrd.xldate_as_datetime(cell.value, book.datemode)
            except (ValueError, OverflowError, xlrd.xldate.XLDateError):
                value, code = cell.value, "General"
        case xlrd.XL_CELL_BOOLEAN:
            value = bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            value = error_text_from_code.get(cell.value, "#ERROR")
        case _:
            return ""
    return lines_of(shown(value, code))
