"""A table as a grid that can be asked what stands where, with cells that only pad a label merged into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.layouts.words import value
from extract.pages import Box, Cell, Table
from extract.provenance import CellId, Text, cut
from extract.vocabulary import normal


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its text as printed (``value``, which knows its cells) and as compared (``key``)."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    text: str
    value: Text
    key: str
    is_open_top: bool
    is_open_bottom: bool
    text_left: float | None

    @property
    def last_row(self) -> int:
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        return self.column + self.column_span - 1


class Grid:
    """The cells of a table (of the rows ``first`` to ``last``, numbered from 0 anew) by row and column.

    ``page`` and ``number`` say which table it is, for the identity of its cells.
    """

    def __init__(self, table: Table, first: int = 0, last: int | None = None, page: int = 0, number: int = 0) -> None:
        last = len(table.row_edges) - 2 if last is None else last
        self.row_count = last - first + 1
        self.column_count = len(table.column_edges) - 1
        self.column_edges = table.column_edges
        self.first_row = first
        cells = [_clipped(cell, first, last) for cell in table.cells if cell.row <= last and cell.row + cell.row_span > first]
        self.cells = tuple(
            _grid_cell(cell, [CellId(page, number, one.row + first + 1, one.column + 1) for one in sources]) for cell, sources in _without_padding(cells)
        )
        self._rows: dict[int, tuple[GridCell, ...]] = {}
        self._at = {
            (row, column): cell for cell in self.cells for row in range(cell.row, cell.last_row + 1) for column in range(cell.column, cell.last_column + 1)
        }

    def at(self, row: int, column: int) -> GridCell | None:
        return self._at.get((row, column))

    def row(self, row: int) -> tuple[GridCell, ...]:
        """The cells that cover ``row``, left to right."""
        if row not in self._rows:
            found: list[GridCell] = []
            for column in range(self.column_count):
                cell = self._at.get((row, column))
                if cell is not None and (not found or found[-1] is not cell):
                    found.append(cell)
            self._rows[row] = tuple(found)
        return self._rows[row]

    def starts(self, row: int) -> tuple[GridCell, ...]:
        """The cells that begin in ``row``, left to right."""
        return tuple(cell for cell in self.row(row) if cell.row == row)

    def set_text_above(self, cell: GridCell, text: str) -> None:
        """Puts ``text``, which a page break has parted from the cell, before its own."""
        whole = replace(cell, value=cut(text, text) + cell.value, key=normal(text + cell.value))
        self.cells = tuple(whole if one is cell else one for one in self.cells)
        self._at = {place: whole if one is cell else one for place, one in self._at.items()}
        self._rows = {}

    def below(self, cell: GridCell) -> Iterator[GridCell]:
        """Cells under ``cell`` within its columns, downwards."""
        row = cell.last_row + 1
        while row < self.row_count:
            under = self.at(row, cell.column)
            if under is None or under.last_column > cell.last_column:
                return
            yield under
            row = under.last_row + 1


def _clipped(cell: Cell, first: int, last: int) -> Cell:
    top, bottom = max(cell.row, first), min(cell.row + cell.row_span - 1, last)
    text = cell.text if cell.row >= first else ""
    return Cell(top - first, cell.column, bottom - top + 1, cell.column_span, cell.box, text, cell.is_open_top, cell.is_open_bottom, cell.text_box)


def _grid_cell(cell: Cell, sources: Sequence[CellId]) -> GridCell:
    return GridCell(
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        cell.box,
        cell.text,
        Text(value(cell.text), sources if cell.text else ()),
        normal(cell.text),
        cell.is_open_top,
        cell.is_open_bottom,
        cell.text_box.x0 if cell.text_box else None,
    )


def _without_padding(cells: list[Cell]) -> list[tuple[Cell, list[Cell]]]:
    """Where a label stands in a small cell that empty cells surround (how some word processors keep a distance), the frame is one cell.

    A frame: an empty cell to the left and one to the right over the same rows, between them a stack of cells as high;
    above and below it, empty cells as wide as the three. Each cell comes with the cells of the table that it is made of.
    """
    at = {
        (row, column): cell
        for cell in cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    gone: set[int] = set()
    merged: list[tuple[Cell, list[Cell]]] = []
    for left in cells:
        if id(left) in gone or not _is_empty(left):
            continue
        stack = _stack_beside(left, at)
        if not stack or not any(cell.text.strip() for cell in stack) or any(id(cell) in gone for cell in stack):
            continue
        inner = stack[0]
        right = at.get((left.row, inner.column + inner.column_span))
        if right is None or not _is_empty(right) or (right.row, right.row_span) != (left.row, left.row_span) or id(right) in gone:
            continue
        width = (left.column, left.column_span + inner.column_span + right.column_span)
        frame = [left, *stack, right]
        for row in (left.row - 1, left.row + left.row_span):
            pad = at.get((row, left.column))
            if pad is not None and _is_empty(pad) and (pad.column, pad.column_span) == width and id(pad) not in gone:
                frame.append(pad)
        if len(frame) == len(stack) + 2:
            continue
        gone.update(map(id, frame))
        merged.append((_union(frame), [cell for cell in frame if not _is_empty(cell)]))
    return sorted([(cell, [cell]) for cell in cells if id(cell) not in gone] + merged, key=lambda pair: (pair[0].row, pair[0].column))


def _stack_beside(left: Cell, at: dict[tuple[int, int], Cell]) -> list[Cell]:
    """The cells to the right of ``left`` that lie one under the other and are together exactly as high; none otherwise."""
    row, end, column = left.row, left.row + left.row_span, left.column + left.column_span
    stack: list[Cell] = []
    while row < end:
        cell = at.get((row, column))
        if cell is None or cell.row != row or cell.row + cell.row_span > end or cell.column != column:
            return []
        if stack and cell.column_span != stack[0].column_span:
            return []
        stack.append(cell)
        row += cell.row_span
    return stack


def _union(cells: list[Cell]) -> Cell:
    cells = sorted(cells, key=lambda cell: (cell.row, cell.column))
    row, column = min(cell.row for cell in cells), min(cell.column for cell in cells)
    boxes = [cell.box for cell in cells]
    with_text = [cell for cell in cells if cell.text.strip()]
    return Cell(
        row,
        column,
        max(cell.row + cell.row_span for cell in cells) - row,
        max(cell.column + cell.column_span for cell in cells) - column,
        Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)),
        "\n".join(cell.text for cell in with_text),
        cells[0].is_open_top,
        cells[-1].is_open_bottom,
        with_text[0].text_box,
    )


def _is_empty(cell: Cell) -> bool:
    return not cell.text.strip()
