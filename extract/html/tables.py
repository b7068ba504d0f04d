"""``<table>`` elements as grids: spans resolved, fields without a cell filled, grid lines at which no cell begins or ends left out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from extract.geometry.drawn import SheetCell, drawn
from extract.pages import Table
from extract.reasons import UnreadableError
from extract.text import squeeze

# A span is 1000 columns at most, in the HTML standard; a table of more than ten such is none.
_MOST_COLUMNS = 10_000
# More fields than this are no table that anybody reads.
MOST_FIELDS = 2_000_000
# So many headings in one row are those of columns.
_HEADINGS_OF_ROW = 2
_NUMBER_AHEAD = re.compile(r"^(?:\([\d一二三四五六七八九十]{1,2}\)|[\d一二三四五六七八九十]{1,2}[、.])")
_BRACKET_BEHIND = re.compile(r"(?<=.)\([^()]*\)?$")
_MARKS_AROUND = " :*·、.。"


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell as the document gives it: its lines, its spans (``row_span`` 0: to the end of its group of rows)."""

    lines: tuple[str, ...]
    row_span: int
    column_span: int
    indent: float = 0.0  # ems of white space that its text begins with


@dataclass(frozen=True, slots=True)
class GridTable:
    """Cells on a grid without coordinates; ``breaks`` are the rows before which a page ends; ``is_furniture``: a menu of the site."""

    cells: tuple[SheetCell, ...]
    row_count: int
    column_count: int
    breaks: tuple[int, ...] = ()
    is_furniture: bool = False

    @property
    def texts(self) -> list[str]:
        """One text a row, the cells that begin in it parted by spaces."""
        rows: dict[int, list[str]] = {}
        for cell in self.cells:
            if cell.lines:
                rows.setdefault(cell.row, []).append("\n".join(cell.lines))
        return [" ".join(rows[row]) for row in sorted(rows)]

    def pieces(self) -> list["GridTable"]:
        """The table cut at its page breaks; a cell that is cut keeps its text in its first piece and is open where it was cut."""
        bounds = [0, *self.breaks, self.row_count]
        return [self._piece(first, end) for first, end in pairwise(bounds)] if self.breaks else [self]

    def _piece(self, first: int, end: int) -> "GridTable":
        cut = []
        for cell in self.cells:
            bottom = cell.row + cell.row_span
            if cell.row >= end or bottom <= first:
                continue
            goes_on, continues = bottom > end, cell.row < first
            top = max(cell.row, first)
            cut.append(
                replace(
                    cell,
                    row=top - first,
                    row_span=min(bottom, end) - top,
                    lines=() if continues else cell.lines,
                    is_open_top=continues,
                    is_open_bottom=goes_on,
                )
            )
        return GridTable(tuple(cut), end - first, self.column_count, is_furniture=self.is_furniture)

    def drawn(self, left: float, top: float) -> Table:
        """With places, which are made up."""
        return drawn(self.cells, self.row_count, self.column_count, left, top)


def bare_word(text: str) -> str:
    """A cell's text in the form of a heading: squeezed, without a number ahead, marks around it or a bracket behind it."""
    word = _NUMBER_AHEAD.sub("", squeeze(text)).strip(_MARKS_AROUND)
    return _BRACKET_BEHIND.sub("", word).strip(_MARKS_AROUND)


def grid_table(
    rows: Sequence[Sequence[SourceCell]], breaks: Sequence[int] = (), group_sizes: Sequence[int] = (), is_heading: Callable[[str], bool] = lambda word: False
) -> GridTable | None:
    """The grid of ``rows``, None without a cell. ``group_sizes``: how many rows each head, body and foot has; no cell reaches out of
    its group. ``is_heading``: which bare words head columns. Raises UnreadableError (too_much_memory) for grids of absurd size."""
    placed: list[SheetCell] = []
    free_from: list[int] = []  # for each column, the first row that no cell from above covers
    fields = 0
    ends = [end for end, size in zip(accumulate(group_sizes), group_sizes, strict=True) for _ in range(size)] or [len(rows)] * len(rows)
    for row, sources in enumerate(rows):
        column = 0
        for source in sources:
            while column < len(free_from) and free_from[column] > row:
                column += 1
            if column >= _MOST_COLUMNS:
                raise UnreadableError("too_much_memory", f"HTML: a table of more than {_MOST_COLUMNS} columns")
            wanted = min(source.column_span, _MOST_COLUMNS - column)
            width = 1
            while width < wanted and not (column + width < len(free_from) and free_from[column + width] > row):
                width += 1
            height = min(source.row_span or len(rows), ends[row] - row)
            fields += width * height
            if fields > MOST_FIELDS:
                raise UnreadableError("too_much_memory", f"HTML: a table of more than {MOST_FIELDS} fields")
            free_from.extend([0] * (column + width - len(free_from)))
            free_from[column : column + width] = [row + height] * width
            placed.append(SheetCell(row, column, height, width, source.lines, source.indent))
            column += width
    if not placed:
        return None
    return _without_blank_columns(_filled(_compact(placed, len(rows), len(free_from), breaks)), is_heading)


def _compact(placed: Sequence[SheetCell], row_count: int, column_count: int, breaks: Sequence[int]) -> GridTable:
    """Without the rows and columns at whose edge no cell begins or ends, nor columns past the last that a cell begins in."""
    last_begun = max(cell.column for cell in placed)
    column_count = min(column_count, last_begun + 1)
    placed = [replace(cell, column_span=min(cell.column_span, column_count - cell.column)) for cell in placed]
    row_at = _ranks({edge for cell in placed for edge in (cell.row, cell.row + cell.row_span)}, row_count)
    column_at = _ranks({edge for cell in placed for edge in (cell.column, cell.column + cell.column_span)}, column_count)
    compact = [
        replace(
            cell,
            row=row_at[cell.row],
            column=column_at[cell.column],
            row_span=row_at[cell.row + cell.row_span] - row_at[cell.row],
            column_span=column_at[cell.column + cell.column_span] - column_at[cell.column],
        )
        for cell in placed
    ]
    kept = {row_at[row] for row in breaks} - {0, row_at[-1]}
    return GridTable(tuple(compact), row_at[-1], column_at[-1], tuple(sorted(kept)))


def _ranks(edges: set[int], count: int) -> list[int]:
    """For each old grid line the number of kept lines before it."""
    marks = bytearray(count + 1)
    for edge in edges:
        marks[edge] = 1
    return list(accumulate(marks[:-1], initial=0))


def _filled(table: GridTable) -> GridTable:
    """With empty cells where rows are short, in reading order."""
    if table.row_count * table.column_count > MOST_FIELDS:
        raise UnreadableError("too_much_memory", f"HTML: a table of more than {MOST_FIELDS} fields")
    covered = [bytearray(table.column_count) for _ in range(table.row_count)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            covered[row][cell.column : cell.column + cell.column_span] = b"\1" * cell.column_span
    holes = [SheetCell(row, column, 1, 1, ()) for row, held in enumerate(covered) for column, is_held in enumerate(held) if not is_held]
    return replace(table, cells=tuple(sorted([*table.cells, *holes], key=lambda cell: (cell.row, cell.column))))


def _without_blank_columns(table: GridTable, is_heading: Callable[[str], bool]) -> GridTable:
    """Without the columns that only keep others apart, as programs of spreadsheets leave them: no text of their own in any row, and none of
    the columns in a row that heads them all. Where no row heads the columns, a blank place may be one that was left to be filled in."""
    texts: dict[int, list[SheetCell]] = {}
    for cell in table.cells:
        if cell.lines:
            texts.setdefault(cell.row, []).append(cell)
    filled = {cell.column for row in texts.values() for cell in row if cell.column_span == 1}
    blank = [column for column in range(table.column_count) if column not in filled]
    if not blank or not any(_heads(row, table, blank, is_heading) for row in texts):
        return table
    for column in reversed(blank):
        spans = [cell.column_span for cell in table.cells if cell.lines and cell.column <= column < cell.column + cell.column_span]
        if all(span > 1 for span in spans):
            table = _without_column(table, column)
    return table


def _heads(row: int, table: GridTable, blank: Sequence[int], is_heading: Callable[[str], bool]) -> bool:
    """Whether a row names columns, and every one that is not blank."""
    over = [cell for cell in table.cells if cell.lines and cell.row <= row < cell.row + cell.row_span]
    named = {column for cell in over for column in range(cell.column, cell.column + cell.column_span)}
    return (
        named.issuperset(set(range(table.column_count)).difference(blank))
        and sum(is_heading(bare_word("".join(cell.lines))) for cell in over) >= _HEADINGS_OF_ROW
    )


def _without_column(table: GridTable, column: int) -> GridTable:
    cells = []
    for cell in table.cells:
        covers = cell.column <= column < cell.column + cell.column_span
        if covers and cell.column_span == 1:
            continue
        cells.append(replace(cell, column=cell.column - (cell.column > column), column_span=cell.column_span - covers))
    return replace(table, cells=tuple(cells), column_count=table.column_count - 1)
