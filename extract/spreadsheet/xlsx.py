"""Workbooks of Office Open XML (.xlsx, .xlsm), by openpyxl. Formulas are never computed: their saved value counts, and one without it stands as written."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from extract.packages import told_as_damage
from extract.reasons import UnreadableError
from extract.spreadsheet import package
from extract.spreadsheet.number_format import shown
from extract.spreadsheet.sheet import MOST_CELLS, Place, RawCell, Sheet, hidden_sheet, lines_of, shown_sheet

_SIDES = ("left", "right", "top", "bottom")


def sheets(path: Path) -> Iterator[Sheet]:
    """Raises UnreadableError."""
    has_formulas = package.check(path)
    values = _workbook(path, data_only=True)
    formulas = _workbook(path, data_only=False) if has_formulas else None
    for number, name in enumerate(values.sheetnames, 1):
        sheet = values[name]
        if not isinstance(sheet, Worksheet):
            continue  # a chart on a sheet of its own
        with told_as_damage():
            read = _Reader(number, sheet, formulas[name] if formulas is not None else None).read()
        yield read


def _workbook(path: Path, *, data_only: bool) -> Any:
    with told_as_damage(), warnings.catch_warnings():
        # Of what openpyxl leaves out (pictures, checks of input, extensions) no text is part.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=data_only, keep_links=False)


class _Reader:
    def __init__(self, number: int, sheet: Worksheet, formulas: Worksheet | None) -> None:
        self._number, self._sheet, self._formulas = number, sheet, formulas
        self._ruled: dict[int, bool] = {}
        self._formula_count = 0

    def read(self) -> Sheet:
        sheet = self._sheet
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            raise UnreadableError("too_much_memory", f"{sheet.title}: {sheet.max_row} × {sheet.max_column}")
        cells: dict[Place, RawCell] = {}
        for row, in_row in enumerate(sheet.iter_rows()):
            for column, cell in enumerate(in_row):
                text = "" if isinstance(cell, MergedCell) else self._text(cell)
                is_ruled = self._is_ruled(cell)
                if text or is_ruled:
                    cells[row, column] = RawCell(text, is_ruled, int(cell.alignment.indent or 0) if text else 0)
        if sheet.sheet_state != "visible":
            return hidden_sheet(self._number, sheet.title, cells)
        merged = [(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in sheet.merged_cells.ranges]
        hidden_rows = {number - 1 for number, said in sheet.row_dimensions.items() if said.hidden or said.height == 0}
        hidden_columns = {
            number - 1
            for column in sheet.column_dimensions.values()
            if column.hidden or (column.customWidth and column.width == 0)
            for number in range(column.min or 1, (column.max or 0) + 1)
        }
        return shown_sheet(self._number, sheet.title, cells, merged, hidden_rows, hidden_columns, self._formula_count)

    def _text(self, cell: Any) -> str:
        if cell.value is None and self._formulas is not None:
            written = self._formulas.cell(cell.row, cell.column)
            if written.data_type == "f":
                self._formula_count += 1
                return str(getattr(written.value, "text", written.value))
        return lines_of(shown(cell.value, cell.number_format))

    def _is_ruled(self, cell: Any) -> bool:
        if not cell.has_style:
            return False
        if cell.style_id not in self._ruled:
            self._ruled[cell.style_id] = any((side := getattr(cell.border, name)) is not None and side.style for name in _SIDES)
        return self._ruled[cell.style_id]
