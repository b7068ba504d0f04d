"""Every cell with text of a block that gave rows, as read from the page: what coverage is measured against.

It is made from the page's tables and knows nothing of how rows are read from them, so that a cell that no row took is seen.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set

from extract.layouts.grid import GridCell
from extract.layouts.match import find_header
from extract.layouts.piece import Piece
from extract.layouts.schema import vocabulary
from extract.layouts.words import count_characters, normal, squeeze, value
from extract.pages import Cell, Table
from extract.rows import Row

# What a template prints in places that were not filled in: dashes, 指标1：, 目标 1:, …
_FILLER = re.compile(r"^(?:[-–—―/\\.。·…、*]|指标?\d*[:：、.]?(?=$|[-–—―/\\.·…])|目标\d+[:：、.]?)+$")
# A title inside the table that says no more than what kind of form it is, and the unit of its money.
_TITLE = re.compile(
    r"^(?:附?(?:预算)?表\d+(?:-\d+)*)?(?:20\d\d|年度?|省级|市级|区级|县级|部门|单位|政策|项目|专项|资金|支出|预算|整体|绩效|目标|申报|和|及|、)*目标(?:申报)?表(?:\([^()]*\))?$"
)
_MONEY_UNIT = re.compile(r"^\(?(?:(?:金额)?单位:?)?(?:人民币)?(?:百万|千万|万|亿|千|百)?元\)?$")
_IGNORED = "ignored"
# A cell under a heading keeps its sides within so many points, over a page break too.
_SAME_EDGE = 3.0

Place = tuple[int, int]  # row and column within the table, from 0


def cells_of(table: Table, others: Iterable[Table] = ()) -> tuple[Cell, ...]:
    """The cells with text of ``table`` and of those of ``others`` that lie within it, which take their characters from it."""
    inner = [other for other in others if other is not table and _lies_in(other, table)]
    return tuple(cell for one in (table, *inner) for cell in one.cells if cell.text.strip())


def characters_of(cells: Iterable[Cell]) -> int:
    """Characters that are not white space."""
    return count_characters(cell.text for cell in cells)


def cell_rows(cells: Iterable[Cell], form_words: Set[str], aside: Mapping[Place, str], place: Row) -> list[Row]:
    """Raw rows of ``cells``; ``form_words`` are the headings and labels of their table in normal form, ``place`` its page, block and table."""
    return [
        {
            **place,
            "row_number": cell.row + 1,
            "column_number": cell.column + 1,
            "cell_kind": (kind := _kind(cell.text, form_words, (cell.row, cell.column) in aside)),
            "aside_heading_text": aside.get((cell.row, cell.column)) if kind == "aside" else None,
            "cell_text": value(cell.text),
        }
        for cell in cells
    ]


def _kind(text: str, form_words: Set[str], is_aside: bool) -> str:
    """form_word: a heading, a label, a level's name, a title. filler: a place of the template that was left as it was. aside: under words that are listed as ignored."""
    words, key = vocabulary(), normal(text)
    # A label that is drawn twice in one cell is still that label.
    key = key[: (key + key).find(key, 1)] if key else key
    if key in form_words or key in words.level_names or key in words.total_words or any(one.role(key) for one in (words.columns, words.labels, words.money)):
        return "form_word"
    bare = squeeze(text)
    if _TITLE.match(bare) or _MONEY_UNIT.match(bare):
        return "form_word"
    if _FILLER.match(bare):
        return "filler"
    return "aside" if is_aside else "content"


def cells_aside(pieces: Sequence[Piece]) -> dict[int, dict[Place, str]]:
    """By block, the cells that stand under a column heading or beside a label that the synonyms do not take, with that word as printed."""
    found: dict[int, dict[Place, str]] = {}
    label: str | None = None
    headings: list[GridCell] = []
    for number, piece in enumerate(pieces):
        places = found.setdefault(piece.block_number, {})
        label = _beside_labels(piece, places, label if number else None)
        headings = _under_headings(piece, places, headings)
    return found


def _beside_labels(piece: Piece, places: dict[Place, str], label: str | None) -> str | None:
    """``label``: the ignored label at the left that the page before ended with; it goes on over an empty cell. Returns the same of this piece."""
    grid = piece.grid
    for row in range(grid.row_count):
        for cell in grid.starts(row):
            is_ignored = _is_ignored_label(cell.key)
            if cell.column == 0 and (cell.value or row > 0):
                label = cell.value if is_ignored else (None if cell.value else label)
            value_cell = grid.at(row, cell.last_column + 1) if is_ignored else None
            if value_cell is not None:
                places[value_cell.row + grid.first_row, value_cell.column] = cell.value
            if label is not None:
                places.setdefault((cell.row + grid.first_row, cell.column), label)
    return label


def _is_ignored_label(key: str) -> bool:
    # 绩效指标 beside an indicator block is ignored as a label, what stands beside it is not.
    words = vocabulary()
    return words.labels.role(key) == _IGNORED and words.columns.role(key) != "combined"


def _under_headings(piece: Piece, places: dict[Place, str], headings: list[GridCell]) -> list[GridCell]:
    """``headings``: those not taken of the pages before, in force where this one prints none. Returns those in force at its end."""
    grid, words = piece.grid, vocabulary()
    header = next((found for row in range(grid.row_count) if (found := find_header(grid, row))), None)
    if header is not None:
        taken = {band.column for band in header.bands if band.role not in (None, _IGNORED)}
        rows = range(header.first_row, header.last_row + 1)
        leaves = {id(cell): cell for row in rows for cell in grid.row(row) if cell.last_row == header.last_row}
        headings = [
            cell for cell in leaves.values() if words.columns.role(cell.key) == _IGNORED or (cell.column not in taken and cell.column >= min(taken, default=0))
        ]
    first = header.last_row + 1 if header is not None else 0
    for cell in grid.cells:
        over = next((one for one in headings if cell.row >= first and _stands_under(cell, one)), None)
        if over is not None:
            places.setdefault((cell.row + grid.first_row, cell.column), over.value)
    return headings


def _stands_under(cell: GridCell, heading: GridCell) -> bool:
    return heading.box.x0 - _SAME_EDGE <= cell.box.x0 and cell.box.x1 <= heading.box.x1 + _SAME_EDGE


def _lies_in(inner: Table, outer: Table) -> bool:
    box, around = inner.box, outer.box
    return around.x0 <= box.x0 and around.top <= box.top and box.x1 <= around.x1 and box.bottom <= around.bottom
