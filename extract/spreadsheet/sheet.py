"""What every kind of workbook is read into: a sheet's visible cells, texts as shown."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from extract.text import count_characters

# More cells than a table that people publish has; whoever formats whole columns gets there, and memory ends.
MOST_CELLS = 4_000_000

Place = tuple[int, int]  # row and column, from 0
Range = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the grid that is left without hidden rows and columns, counted from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    is_ruled: bool  # a border on any side
    indent: int = 0  # steps that the text is moved in


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook. ``number`` counts all sheets from 1; a hidden one has no cells, only a count of what it hides."""

    number: int
    name: str
    cells: tuple[ShownCell, ...] = ()  # by row, then column; those with text, a border or a merge
    row_count: int = 0
    column_count: int = 0
    hidden_character_count: int = 0
    is_hidden: bool = False
    formula_count: int = 0  # formulas that were saved without their value; they stand as they are written


@dataclass(frozen=True, slots=True)
class RawCell:
    text: str = ""
    is_ruled: bool = False
    indent: int = 0


def shown_sheet(
    number: int,
    name: str,
    cells: Mapping[Place, RawCell],
    merged: Iterable[Range],
    hidden_rows: Collection[int],
    hidden_columns: Collection[int],
    formula_count: int = 0,
) -> Sheet:
    """The sheet without its hidden rows and columns. A merged cell shows its text where any part of it is seen, as a spreadsheet program does."""
    ranges = {(first_row, first_column): (last_row, last_column) for first_row, first_column, last_row, last_column in merged}
    covered = {
        (row, column): start
        for start, (last_row, last_column) in ranges.items()
        for row in range(start[0], min(last_row, _end(cells, 0)) + 1)
        for column in range(start[1], min(last_column, _end(cells, 1)) + 1)
    }
    rows = _places((row for row, _ in [*cells, *covered]), hidden_rows)
    columns = _places((column for _, column in [*cells, *covered]), hidden_columns)
    is_ruled: set[Place] = {covered.get(place, place) for place, cell in cells.items() if cell.is_ruled}
    shown: list[ShownCell] = []
    hidden = 0
    for place in sorted({covered.get(place, place) for place in cells} | set(ranges)):
        cell = cells.get(place, RawCell())
        last_row, last_column = ranges.get(place, place)
        in_rows = [rows[row] for row in range(place[0], last_row + 1) if row in rows]
        in_columns = [columns[column] for column in range(place[1], last_column + 1) if column in columns]
        if not in_rows or not in_columns:
            hidden += count_characters([cell.text])
        elif cell.text or place in is_ruled or place in ranges:
            shown.append(ShownCell(in_rows[0], in_columns[0], len(in_rows), len(in_columns), cell.text, place in is_ruled, cell.indent))
    return Sheet(number, name, tuple(sorted(shown, key=lambda one: (one.row, one.column))), len(rows), len(columns), hidden, formula_count=formula_count)


def hidden_sheet(number: int, name: str, cells: Mapping[Place, RawCell]) -> Sheet:
    """A sheet that is not shown: only how much it hides."""
    return Sheet(number, name, hidden_character_count=count_characters(cell.text for cell in cells.values()), is_hidden=True)


def lines_of(text: str) -> str:
    """A cell's text with one sign for the end of a line, and none before its first and behind its last."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _end(cells: Mapping[Place, RawCell], axis: int) -> int:
    return max((place[axis] for place in cells), default=0)


def _places(used: Iterable[int], hidden: Collection[int]) -> dict[int, int]:
    """Where each row or column that is seen comes to stand."""
    last = max(used, default=-1)
    is_seen = [number not in hidden for number in range(last + 1)]
    return {number: place - 1 for number, (seen, place) in enumerate(zip(is_seen, accumulate(is_seen), strict=True)) if seen}
