"""Characters to lines of text, and lines to cells."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.pages import Box, Cell, Line, Table
from extract.pdf.glyphs import Glyphs
from extract.pdf.lattice import Grid

Integers = NDArray[np.int64]

# Baselines further apart than this share of the size are two lines; a raised or lowered index is not.
LINE_STEP = 0.45
# Gaps as shares of the size: between Latin characters, beside a printed space, and without any reason.
LATIN_GAP, SPACE_GAP, WIDE_GAP = 0.3, 0.15, 2.0
# Outside tables a gap of this many sizes parts two texts that stand side by side.
PART_GAP = 3.0
# Closing punctuation belongs to the character before it, even where it hangs over the rule.
CLOSING = "，。、；：！？）》〉】〕」』”’％,.;:!?)]}%…"


def fill(found: Sequence[Grid], glyphs: Glyphs) -> tuple[tuple[Table, ...], tuple[Line, ...]]:
    """Tables with the texts of their cells, and the lines outside of every table, both in reading order."""
    blank = glyphs.is_blank
    place, starts = _places(found, glyphs)
    place = _with_overhang(place, glyphs)
    order, line = _line_order(place, glyphs)
    ordered = glyphs.take(order)
    blank, place = blank[order], place[order]
    columns = (ordered.text.tolist(), blank.tolist(), ordered.along_and_across()[0].tolist(), ordered.size.tolist(), ordered.advance.tolist())
    bounds = np.flatnonzero(np.diff(line, prepend=-1, append=-1))
    found_texts = [
        (owner, text, begin)
        for owner, first, last in zip(place[bounds[:-1]].tolist(), bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
        for text, begin in _texts(*columns, first, last, is_outside=owner < 0)
    ]
    texts: dict[int, list[tuple[str, Box]]] = {}
    for (owner, text, _), box in zip(found_texts, _boxes(ordered, blank, [begin for _, _, begin in found_texts]), strict=True):
        texts.setdefault(owner, []).append((text, box))
    tables = tuple(
        _table(grid, {number: texts.get(start + number, []) for number in range(len(grid.cells))}) for grid, start in zip(found, starts, strict=True)
    )
    return tables, tuple(Line(text, box) for text, box in sorted(texts.get(-1, []), key=lambda entry: (entry[1].top, entry[1].x0)))


def _boxes(glyphs: Glyphs, blank: NDArray[np.bool_], starts: list[int]) -> list[Box]:
    """Boxes around the characters from each start to the next; blanks, which lie between and behind, take no room."""
    if not starts:
        return []
    x0, top, x1, bottom = glyphs.boxes()
    low = (np.minimum.reduceat(np.where(blank, np.inf, side), starts) for side in (x0, top))
    high = (np.maximum.reduceat(np.where(blank, -np.inf, side), starts) for side in (x1, bottom))
    return [Box(*values) for values in zip(*(side.round(2).tolist() for side in (*low, *high)), strict=True)]


def _places(found: Sequence[Grid], glyphs: Glyphs) -> tuple[Integers, list[int]]:
    """Which cell holds each character (numbered through all grids), -1 outside; and the first number of each grid."""
    x, y = glyphs.anchors()
    place = np.full(len(glyphs), -1, dtype=np.int64)
    starts, following = [], 0
    for grid in found:
        starts.append(following)
        following += len(grid.cells)
    # Large grids first: a table within a frame takes its characters from the frame.
    for position in sorted(range(len(found)), key=lambda number: -_area(found[number].box)):
        grid = found[position]
        column, row = np.searchsorted(grid.xs, x) - 1, np.searchsorted(grid.ys, y) - 1
        inside = (column >= 0) & (column < len(grid.xs) - 1) & (row >= 0) & (row < len(grid.ys) - 1)
        place[inside] = starts[position] + grid.cell_at[row[inside], column[inside]]
    return place, starts


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _with_overhang(place: Integers, glyphs: Glyphs) -> Integers:
    """Closing punctuation moved to the cell of the character that it follows without a gap on the same baseline."""
    hanging = np.flatnonzero(np.isin(glyphs.text, list(CLOSING)))
    if not len(hanging):
        return place
    place = place.copy()
    along, across = glyphs.along_and_across()
    before = hanging - 1
    # Engines give characters in printing order: the one before is the neighbour, or the line begins here.
    follows = (
        (before >= 0)
        & (glyphs.angle[before] == glyphs.angle[hanging])
        & (np.abs(across[before] - across[hanging]) < 0.1 * glyphs.size[hanging])
        & (np.abs(along[before] + glyphs.advance[before] - along[hanging]) < 0.3 * glyphs.size[hanging])
    )
    place[hanging[follows]] = place[before[follows]]
    return place


def _line_order(place: Integers, glyphs: Glyphs) -> tuple[Integers, Integers]:
    """Reading order of the characters, and the number of the line of each, by place, direction and baseline."""
    along, across = glyphs.along_and_across()
    order = np.lexsort((across, glyphs.angle, place))
    size = glyphs.size[order]
    step = np.diff(across[order]) > LINE_STEP * np.maximum(size[1:], size[:-1])
    other = (np.diff(place[order]) != 0) | (np.diff(glyphs.angle[order]) != 0)
    line = np.concatenate([[0], np.cumsum(step | other)]) if len(order) else np.empty(0, dtype=np.int64)
    within = np.lexsort((along[order], line))
    return order[within], line[within]


def _texts(
    characters: list[str], blank: list[bool], along: list[float], sizes: list[float], advances: list[float], first: int, last: int, *, is_outside: bool
) -> list[tuple[str, int]]:
    """The text of one line with where it begins; several where a line outside tables falls apart."""
    result: list[tuple[str, int]] = []
    parts: list[str] = []
    begin = first
    end_of_last, size_of_last, last_is_latin, has_space = 0.0, 0.0, False, False
    for number in range(first, last):
        if blank[number]:
            has_space = bool(parts)
            continue
        character = characters[number]
        is_latin = character < "\u2e80"
        position, size = along[number], sizes[number]
        if parts:
            size_of_both = max(size, size_of_last)
            gap = position - end_of_last
            if is_outside and gap > PART_GAP * size_of_both:
                result.append(("".join(parts), begin))
                parts, begin = [], number
            elif (
                (has_space and gap > SPACE_GAP * size_of_both)
                or (gap > LATIN_GAP * size_of_both and is_latin and last_is_latin)
                or gap > WIDE_GAP * size_of_both
            ):
                parts.append(" ")
        parts.append(character)
        end_of_last, size_of_last, last_is_latin, has_space = (position + advances[number], size, is_latin, False)
    if parts:
        result.append(("".join(parts), begin))
    return result


def _table(grid: Grid, texts: dict[int, list[tuple[str, Box]]]) -> Table:
    xs, ys = ([round(value, 2) for value in edges.tolist()] for edges in (grid.xs, grid.ys))
    cells = []
    for number, cell in enumerate(grid.cells):
        lines = texts[number]
        box = Box(xs[cell.column], ys[cell.row], xs[cell.column + cell.column_span], ys[cell.row + cell.row_span])
        text_box = None
        if lines:
            boxes = [line for _, line in lines]
            text_box = Box(min(line.x0 for line in boxes), min(line.top for line in boxes), max(line.x1 for line in boxes), max(line.bottom for line in boxes))
        text = "\n".join(text for text, _ in lines)
        cells.append(Cell(cell.row, cell.column, cell.row_span, cell.column_span, box, text, cell.is_open_top, cell.is_open_bottom, text_box))
    return Table(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(ys), tuple(xs), tuple(cells))
