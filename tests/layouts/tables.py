"""Pages with tables, written down as rows of cells."""

from collections.abc import Sequence
from dataclasses import replace

from extract.pages import Box, Cell, Line, Page, Table

Spec = str | tuple[str, int] | tuple[str, int, int]
HEIGHT, WIDTH = 842.0, 595.0
ROW, LEFT, RIGHT = 20.0, 40.0, 560.0


def table(rows: Sequence[Sequence[Spec]], top: float = 100.0, edges: Sequence[float] | None = None) -> Table:
    """A cell is its text, or (text, columns, rows). Cells merged from above are left out of the rows below. ``edges``: x of the column lines."""
    columns = sum(spec[1] if isinstance(spec, tuple) else 1 for spec in rows[0])
    xs = tuple(edges or (LEFT + (RIGHT - LEFT) * number / columns for number in range(columns + 1)))
    ys = tuple(top + ROW * number for number in range(len(rows) + 1))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, specs in enumerate(rows):
        column = 0
        for spec in specs:
            text, width, height = (*spec, 1)[:3] if isinstance(spec, tuple) else (spec, 1, 1)
            while (row, column) in taken:
                column += 1
            taken.update((row + down, column + right) for down in range(height) for right in range(width))
            box = Box(xs[column], ys[row], xs[column + width], ys[row + height])
            cells.append(Cell(row, column, height, width, box, text))
            column += width
    missing = {(row, column) for row in range(len(rows)) for column in range(columns)} - taken
    assert not missing, f"no cell at {sorted(missing)}"
    return Table(Box(xs[0], ys[0], xs[-1], ys[-1]), ys, xs, tuple(cells))


def part(whole: Table, first: int, last: int, heading: Sequence[int] = ()) -> Table:
    """The rows ``first`` to ``last`` of a table as a page break cuts them, under the rows ``heading`` printed again; a cut cell's text stays above."""
    rows = [*heading, *range(first, last + 1)]
    ys = [100.0]
    for row in rows:
        ys.append(ys[-1] + whole.row_edges[row + 1] - whole.row_edges[row])
    at = {row: number for number, row in enumerate(rows)}
    cells = []
    for cell in whole.cells:
        covered = [at[row] for row in range(cell.row, cell.row + cell.row_span) if row in at]
        if not covered:
            continue
        top, bottom, begins = covered[0], covered[-1], cell.row in at
        box = Box(cell.box.x0, ys[top], cell.box.x1, ys[bottom + 1])
        text = cell.text if begins else ""
        ends = cell.row + cell.row_span - 1 in at
        cells.append(replace(cell, row=top, row_span=len(covered), box=box, text=text, is_open_top=not begins, is_open_bottom=not ends))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(Box(whole.box.x0, ys[0], whole.box.x1, ys[-1]), tuple(ys), whole.column_edges, tuple(cells))


def line(text: str, top: float, x0: float = 200.0) -> Line:
    return Line(text, Box(x0, top, x0 + 8.0 * len(text), top + 10))


def page(number: int, *items: Table | Line, text: str = "") -> Page:
    lines = tuple(item for item in items if isinstance(item, Line))
    tables = tuple(item for item in items if isinstance(item, Table))
    whole = text or "\n".join([one.text for one in lines] + [cell.text for one in tables for cell in one.cells])
    return Page(number, WIDTH, HEIGHT, whole, "test", True, lines, tables, visible_character_count=len(whole))
