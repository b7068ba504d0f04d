"""A part of a table on one page, and which of its cells stand under which heading."""

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field

from extract.layouts.recognise.grid import Grid, GridCell
from extract.layouts.recognise.match import Band
from extract.pages import Box, Line
from extract.provenance import CellId
from extract.rows import Row, places
from extract.vocabulary import vocabulary

# A column of a page belongs to a heading's column when at least this share of it lies there.
_LEAST_OVERLAP = 0.5
_NOTES = ("注", "备注", "说明", "填报", "填表", "总分", "合计")


@dataclass(eq=False, slots=True)
class Piece:
    """The grid of one table of one page (or some rows of it) and the lines of text between it and what stands above it."""

    page: int
    table_number: int
    block: Row  # the raw row of its block
    grid: Grid
    above: tuple[Line, ...]
    displayed: Callable[[Box], Box | None] = lambda box: box  # a box of a page that was turned to be read, on the page as displayed
    notes: dict[CellId, str] = field(default_factory=dict)  # what a cell is that no field of a row is made of: a use of the ledger
    roles: dict[CellId, str] = field(default_factory=dict)  # under which column of indicators or projects a cell stands
    row_count: int = 0  # raw rows that begin here
    _taken: set[tuple[int, int]] = field(default_factory=set)

    def take(self, *cells: GridCell | None) -> None:
        """Marks cells that a reader of labels has dealt with, so that it does not come to them again."""
        self._taken.update((cell.row, cell.column) for cell in cells if cell is not None)

    def is_taken(self, cell: GridCell) -> bool:
        return (cell.row, cell.column) in self._taken

    def note(self, use: str, *cells: GridCell | None) -> None:
        """Takes cells and writes down what they are."""
        self.take(*cells)
        self.notes |= {source: use for cell in cells if cell is not None for source in cell.value.cells}

    def mark_roles(self, columns: "Columns", bands: Sequence[Band], first: int, last: int) -> None:
        """Writes down under which heading the cells of the rows ``first`` to ``last`` stand."""
        for row in range(first, last + 1):
            for cell, band in zip(columns.cells(row), bands, strict=True):
                if cell is not None and band.role and (not columns.spans_several(cell) or _is_whole_row(cell, band)):
                    for source in cell.value.cells:
                        self.roles.setdefault(source, band.role)

    def place(self, cells: Sequence[GridCell]) -> Row:
        """Where ``cells`` stand: page, table, first row and the box around them."""
        around = Box(
            min(cell.box.x0 for cell in cells),
            min(cell.box.top for cell in cells),
            max(cell.box.x1 for cell in cells),
            max(cell.box.bottom for cell in cells),
        )
        return {
            "page_number": self.page,
            "page_last": self.page,
            "table_number": self.table_number,
            "row_number": min(cell.row for cell in cells) + self.grid.first_row + 1,
            **places(self.displayed(around)),
        }


class Columns:
    """For each row of a piece, the cell under each heading."""

    def __init__(self, grid: Grid, bands: Sequence[Band], has_header: bool) -> None:
        self._grid = grid
        self._bands = bands
        self._band_of = [_own(bands, column) for column in range(grid.column_count)] if has_header else _by_place(grid, bands)
        self._rows: dict[int, list[GridCell | None]] = {}

    def part(self, bands: Sequence[int]) -> "Columns":
        """The same columns under some of the headings only, by number."""
        if len(bands) == len(self._bands):
            return self
        part = copy(self)
        part._bands = [self._bands[band] for band in bands]
        part._band_of = [bands.index(band) if band in bands else None for band in self._band_of]
        part._rows = {}
        return part

    @property
    def first_column(self) -> int:
        """The leftmost column under a heading."""
        return next((column for column, band in enumerate(self._band_of) if band is not None), 0)

    def cells(self, row: int) -> list[GridCell | None]:
        """The cell under each heading in ``row``; a cell over several columns stands under each of them."""
        if row not in self._rows:
            found: list[GridCell | None] = [None] * len(self._bands)
            most = [0] * len(self._bands)
            for cell in self._grid.row(row):
                covered = Counter(self._band_of[cell.column : cell.last_column + 1])
                for number, count in covered.items():
                    if number is not None and (count > most[number] or (count == most[number] and _is_number(found[number]) and not _is_number(cell))):
                        found[number], most[number] = cell, count
            self._rows[row] = found
        return self._rows[row]

    def all_cells(self, row: int, number: int) -> list[GridCell]:
        """All cells under one heading in ``row``, left to right, that stand under no other."""
        return [cell for cell in self._grid.row(row) if {*self._band_of[cell.column : cell.last_column + 1]} == {number}]

    def spans_several(self, cell: GridCell) -> bool:
        """Whether the cell stands under more than one heading."""
        return len({band for band in self._band_of[cell.column : cell.last_column + 1] if band is not None}) > 1


def _is_whole_row(cell: GridCell, band: Band) -> bool:
    """Whether a cell over several columns, the names' among them, may be an indicator: no note, label or sum."""
    words = vocabulary()
    is_word = words.is_label(cell.key) or cell.key in words.total_words or cell.key in words.level_names
    return band.role == "indicator_name" and cell.row_span == 1 and not is_word and not cell.key.startswith(_NOTES) and any(map(str.isdigit, cell.value))


def _is_number(cell: GridCell | None) -> bool:
    """A serial number or a code, which stands before what it numbers under one heading."""
    return cell is not None and cell.value.replace(".", "").isdigit()


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
