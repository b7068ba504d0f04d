"""A part of a table on one page, and which of its cells stand under which heading."""

import itertools
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from extract.layouts.grid import Grid, GridCell
from extract.layouts.match import Band
from extract.layouts.words import count_characters
from extract.pages import Cell, Line

# A column of a page belongs to a heading's column when at least this share of it lies there.
_LEAST_OVERLAP = 0.5


@dataclass(eq=False, slots=True)
class Piece:
    """The grid of one table of one page (or some rows of it) and the lines of text between it and what stands above it."""

    page: int
    table_number: int
    block_number: int
    grid: Grid
    above: tuple[Line, ...]
    block_cells: tuple[Cell, ...] = ()  # the cells with text of the whole table, of which this may be a part
    used: set[int] = field(default_factory=set)  # ids of cells whose text is landed or is a heading or label
    row_count: int = 0  # raw rows that begin here

    def use(self, *cells: GridCell | None) -> None:
        self.used.update(id(cell) for cell in cells if cell is not None)

    @property
    def used_characters(self) -> int:
        return count_characters(cell.text for cell in self.grid.cells if id(cell) in self.used)

    def place(self, cells: Sequence[GridCell]) -> dict[str, object]:
        """Where ``cells`` stand: page, table, first row and the box around them."""
        return {
            "page_number": self.page,
            "page_last": self.page,
            "table_number": self.table_number,
            "row_number": min(cell.row for cell in cells) + self.grid.first_row + 1,
            "bbox_x0": round(min(cell.box.x0 for cell in cells), 2),
            "bbox_top": round(min(cell.box.top for cell in cells), 2),
            "bbox_x1": round(max(cell.box.x1 for cell in cells), 2),
            "bbox_bottom": round(max(cell.box.bottom for cell in cells), 2),
        }


class Columns:
    """For each row of a piece, the cell under each heading."""

    def __init__(self, grid: Grid, bands: Sequence[Band], has_header: bool) -> None:
        self._grid = grid
        self._bands = bands
        self._band_of = [_own(bands, column) for column in range(grid.column_count)] if has_header else _by_place(grid, bands)

    def part(self, bands: Sequence[int]) -> "Columns":
        """The same columns under some of the headings only, by number."""
        if len(bands) == len(self._bands):
            return self
        part = copy(self)
        part._bands = [self._bands[band] for band in bands]
        part._band_of = [bands.index(band) if band in bands else None for band in self._band_of]
        return part

    @property
    def first_column(self) -> int:
        """The leftmost column under a heading."""
        return next((column for column, band in enumerate(self._band_of) if band is not None), 0)

    def cells(self, row: int) -> list[GridCell | None]:
        """The cell under each heading in ``row``; a cell over several columns stands under each of them."""
        found: list[GridCell | None] = [None] * len(self._bands)
        for number in range(len(self._bands)):
            best: tuple[int, GridCell] | None = None
            for cell in self._grid.row(row):
                covered = sum(self._band_of[column] == number for column in range(cell.column, cell.last_column + 1))
                if covered and (best is None or covered > best[0]):
                    best = covered, cell
            found[number] = best[1] if best else None
        return found

    def spans_several(self, cell: GridCell) -> bool:
        """Whether the cell stands under more than one heading."""
        return len({band for band in self._band_of[cell.column : cell.last_column + 1] if band is not None}) > 1


def _own(bands: Sequence[Band], column: int) -> int | None:
    return next((number for number, band in enumerate(bands) if band.column <= column <= band.last_column), None)


def _by_place(grid: Grid, bands: Sequence[Band]) -> list[int | None]:
    """Columns of a page without the headings, by where the headings stood; by their order where the columns have shifted."""
    edges = grid.column_edges
    by_place: list[int | None] = []
    for left, right in itertools.pairwise(edges):
        shares = [max(0.0, min(right, band.x1) - max(left, band.x0)) / max(right - left, 1e-6) for band in bands]
        best = max(range(len(bands)), key=shares.__getitem__)
        by_place.append(best if shares[best] >= _LEAST_OVERLAP else None)
    fullest = max(range(grid.row_count), key=lambda row: (len(grid.row(row)), -row))
    cells = grid.row(fullest)
    assigned = [by_place[cell.column] for cell in cells]
    present = [band for band in assigned if band is not None]
    if len(set(present)) == len(present) and present == sorted(present) and (len(present) == len(bands) or len(cells) - len(present) <= 1):
        return by_place
    if len(bands) <= len(cells) <= len(bands) + 1:
        shifted: list[int | None] = [None] * grid.column_count
        for number, cell in enumerate(cells[len(cells) - len(bands) :]):
            for column in range(cell.column, cell.last_column + 1):
                shifted[column] = number
        return shifted
    return by_place
