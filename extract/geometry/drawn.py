"""Grids that come without places, drawn: columns of one width, rows as high as their lines. The places are made up, and only consistent."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from extract.pages import Box, Cell, Table

# Points; what a program would choose is not known.
COLUMN_WIDTH = 72.0
LINE_HEIGHT = 16.0
TEXT_SIZE = 12.0
PADDING = 2.0


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell on a grid without places. ``row`` and ``column`` count from 0; ``indent``: ems of white space before its text."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[str, ...]
    indent: float = 0.0
    is_open_top: bool = False
    is_open_bottom: bool = False


@lru_cache(maxsize=32768)
def ems(character: str) -> float:
    """Advance of a character in ems, as estimated: full width for what Chinese fonts draw so, half for the rest."""
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def drawn(sheet: Sequence[SheetCell], row_count: int, column_count: int, left: float = 0.0, top: float = 0.0, doubt: str | None = None) -> Table:
    """The cells of ``sheet``, in reading order, as a table whose top left corner is at ``left`` and ``top`` (points)."""
    heights = [1] * row_count
    for cell in sheet:
        if cell.row_span == 1:
            heights[cell.row] = max(heights[cell.row], len(cell.lines))
    xs = [round(left + COLUMN_WIDTH * number, 2) for number in range(column_count + 1)]
    ys = [round(top + LINE_HEIGHT * lines, 2) for lines in accumulate(heights, initial=0)]
    cells = []
    for cell in sheet:
        box = Box(xs[cell.column], ys[cell.row], xs[cell.column + cell.column_span], ys[cell.row + cell.row_span])
        cells.append(
            Cell(
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
                box,
                "\n".join(cell.lines),
                cell.is_open_top,
                cell.is_open_bottom,
                _text_box(box, cell) if cell.lines else None,
            )
        )
    return Table(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(ys), tuple(xs), tuple(cells), doubt)


def _text_box(box: Box, cell: SheetCell) -> Box:
    x0 = min(box.x0 + PADDING + cell.indent * TEXT_SIZE, box.x1)
    width = max(sum(map(ems, line)) for line in cell.lines) * TEXT_SIZE
    return Box(round(x0, 2), box.top, round(min(max(x0 + width, x0 + 1), box.x1), 2), min(box.bottom, box.top + LINE_HEIGHT * len(cell.lines)))
