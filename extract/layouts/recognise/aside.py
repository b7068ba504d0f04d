"""Cells under a column heading or beside a label that no row is made of: listed as ignored, or not listed at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.layouts.recognise.grid import GridCell
from extract.layouts.recognise.match import find_header
from extract.layouts.recognise.piece import Piece
from extract.provenance import CellId
from extract.vocabulary import vocabulary

_IGNORED = "ignored"
# A cell under a heading keeps its sides within so many points, over a page break too.
_SAME_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class Aside:
    """The heading or label, as printed, that a cell stands under or beside. ``is_listed``: the synonyms say that it is not taken."""

    heading: str
    is_listed: bool


Asides = dict[CellId, Aside]


def cells_aside(pieces: Sequence[Piece]) -> Asides:
    """The cells of a table, over its pages, that stand aside."""
    found: Asides = {}
    label: str | None = None
    headings: list[tuple[GridCell, bool]] = []
    for number, piece in enumerate(pieces):
        label = _beside_labels(piece, found, label if number else None)
        headings = _under_headings(piece, found, headings)
    return found


def _beside_labels(piece: Piece, found: Asides, label: str | None) -> str | None:
    """``label``: the ignored label at the left that the page before ended with; it goes on over an empty cell. Returns the same of this piece."""
    grid = piece.grid
    for row in range(grid.row_count):
        for cell in grid.starts(row):
            is_ignored = is_ignored_label(cell.key)
            if cell.column == 0 and (cell.value or row > 0):
                label = cell.value if is_ignored else (None if cell.value else label)
            if is_ignored:
                _add(found, grid.at(row, cell.last_column + 1), Aside(cell.value, True))
            if label is not None:
                _add(found, cell, Aside(label, True))
    return label


def is_ignored_label(key: str) -> bool:
    """Whether a word names something of a form that is not taken."""
    # 绩效指标 beside an indicator block is ignored as a label, what stands beside it is not.
    words = vocabulary()
    return words.labels.role(key) == _IGNORED and words.columns.role(key) != "combined"


def _under_headings(piece: Piece, found: Asides, headings: list[tuple[GridCell, bool]]) -> list[tuple[GridCell, bool]]:
    """``headings``: those not taken of the pages before, in force where this one prints none. Returns those in force at its end."""
    grid, words = piece.grid, vocabulary()
    header = next((one for row in range(grid.row_count) if (one := find_header(grid, row))), None)
    if header is not None:
        taken = {band.column for band in header.bands if band.role not in (None, _IGNORED)}
        leaves = [cell for column in range(grid.column_count) if (cell := grid.at(header.last_row, column)) is not None and cell.column == column]
        headings = [
            (cell, is_listed)
            for cell in leaves
            for is_listed in [words.columns.role(cell.key) == _IGNORED]
            if is_listed or (cell.column not in taken and cell.column >= min(taken, default=0))
        ]
    first = header.last_row + 1 if header is not None else 0
    for cell in grid.cells if headings else ():
        over = next(((one, is_listed) for one, is_listed in headings if cell.row >= first and _stands_under(cell, one)), None)
        if over is not None:
            _add(found, cell, Aside(over[0].value, over[1]))
    return headings


def _add(found: Asides, cell: GridCell | None, aside: Aside) -> None:
    for source in cell.value.cells if cell is not None else ():
        found.setdefault(source, aside)


def _stands_under(cell: GridCell, heading: GridCell) -> bool:
    return heading.box.x0 - _SAME_EDGE <= cell.box.x0 and cell.box.x1 <= heading.box.x1 + _SAME_EDGE
