"""Characters to lines of text, and lines to cells."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.geometry.glyphs import ANCHOR_ALONG, ASCENT, DESCENT, Glyphs
from extract.geometry.lattice import Lattice
from extract.geometry.raised import with_raised
from extract.pages import Box, Cell, Line, Table

Integers = NDArray[np.int64]

# Baselines further apart than this share of the size are two lines; a raised or lowered index is not.
LINE_STEP = 0.45
# Gaps as shares of the size: between Latin characters, beside a printed space, and without any reason.
LATIN_GAP, SPACE_GAP, WIDE_GAP = 0.3, 0.15, 2.0
# Outside tables a gap of this many sizes parts two texts that stand side by side.
PART_GAP = 3.0
# A run goes on where the next character begins within this share of the size; so many of its characters may stand beyond its cell.
RUN_GAP, MOST_OVERRUN = 0.1, 2
# Closing punctuation belongs to the character before it, even where it hangs over the rule.
CLOSING = "，。、；：！？）》〉】〕」』”’％,.;:!?)]}%…"
_IS_CLOSING = np.zeros(0x10000, dtype=bool)
_IS_CLOSING[list(map(ord, CLOSING))] = True
_BETWEEN = np.array(["", " ", "\n"])
_NOTHING = ("", None)


def fill(found: Sequence[Lattice], glyphs: Glyphs) -> tuple[tuple[Table, ...], tuple[Line, ...]]:
    """Tables with the texts of their cells, and the lines outside of every table, both in reading order."""
    place, starts = _places(found, glyphs)
    place = _with_overrun(_with_overhang(_with_cut_lines(place, starts, found, glyphs), glyphs), glyphs)
    glyphs = with_raised(glyphs, place)
    order, line = _line_order(place, glyphs)
    shown = np.flatnonzero(~glyphs.is_blank[order])
    inside: dict[int, tuple[str, Box]] = {}
    outside: list[Line] = []
    if len(shown):
        order = order[shown]
        for owner, text, box in _texts(glyphs.take(order), place[order], line[shown], np.diff(shown, prepend=-1) > 1):
            if owner < 0:
                outside.append(Line(text, box))
            else:
                inside[owner] = text, box
    tables = tuple(_table(grid, inside, start) for grid, start in zip(found, starts, strict=True))
    return tables, tuple(sorted(outside, key=lambda line: (line.box.top, line.box.x0)))


def _texts(glyphs: Glyphs, place: Integers, line: Integers, is_after_blank: NDArray[np.bool_]) -> Iterator[tuple[int, str, Box]]:
    """Place, text and box of each text, from characters in reading order: all lines of a cell, each line (or part of one) outside."""
    along, _ = glyphs.along_and_across()
    is_latin = glyphs.codes < 0x2E80
    is_new_place, is_new_line = np.diff(place, prepend=-2) != 0, np.diff(line, prepend=-1) != 0
    size = glyphs.size.copy()
    size[1:] = np.maximum(size[1:], glyphs.size[:-1])
    gap = along - np.concatenate([along[:1], along[:-1] + glyphs.advance[:-1]])
    is_start = is_new_place | ((place < 0) & (is_new_line | (gap > PART_GAP * size)))
    is_spaced = (is_after_blank & (gap > SPACE_GAP * size)) | (gap > WIDE_GAP * size)
    is_spaced[1:] |= (gap[1:] > LATIN_GAP * size[1:]) & is_latin[1:] & is_latin[:-1]
    # Each character with what stands before it, so that a text is the run of pieces from its first character on.
    pieces = [""] * (2 * len(glyphs))
    pieces[::2] = _BETWEEN[np.where(is_new_line, 2, is_spaced)].tolist()
    pieces[1::2] = glyphs.text.tolist()
    starts = np.flatnonzero(is_start)
    x0, top, x1, bottom = glyphs.boxes()
    low, high = ([reduce.reduceat(side, starts).round(2).tolist() for side in sides] for reduce, sides in ((np.minimum, (x0, top)), (np.maximum, (x1, bottom))))
    bounds = [*starts.tolist(), len(glyphs)]
    for owner, (first, last), *box in zip(place[starts].tolist(), pairwise(bounds), *low, *high, strict=True):
        yield owner, "".join(pieces[2 * first + 1 : 2 * last]), Box(*box)


def _places(found: Sequence[Lattice], glyphs: Glyphs) -> tuple[Integers, list[int]]:
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
    hanging = np.flatnonzero(_IS_CLOSING[np.minimum(glyphs.codes, len(_IS_CLOSING) - 1)])
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


def _with_cut_lines(place: Integers, starts: Sequence[int], found: Sequence[Lattice], glyphs: Glyphs) -> Integers:
    """A line that the page's end cuts through, and of which half shows, belongs to the open cell that it is cut from."""
    outside = np.flatnonzero(place < 0)
    if not len(outside):
        return place
    place = place.copy()
    x, middle = glyphs.take(outside).points(ANCHOR_ALONG, (ASCENT - DESCENT) / 2)
    for grid, start in zip(found, starts, strict=True):
        column, row = np.searchsorted(grid.xs, x) - 1, len(grid.ys) - 2
        near = (column >= 0) & (column < len(grid.xs) - 1) & (middle > grid.ys[row]) & (middle < grid.ys[row + 1])
        cells = grid.cell_at[row, np.clip(column, 0, len(grid.xs) - 2)]
        near &= np.array([cell.is_open_bottom for cell in grid.cells])[cells]
        place[outside[near]] = start + cells[near]
    return place


def _with_overrun(place: Integers, glyphs: Glyphs) -> Integers:
    """One or two characters at the end of a run that its cell is too narrow for go with the rest of the run, not with the cell they run into.

    A run is printed without a gap on one baseline, and by far the most of it stands in one cell.
    """
    if len(place) < 2:
        return place
    along, across = glyphs.along_and_across()
    is_joined = (
        (glyphs.angle[1:] == glyphs.angle[:-1])
        & (np.abs(np.diff(across)) < 0.1 * glyphs.size[1:])
        & (np.abs(along[:-1] + glyphs.advance[:-1] - along[1:]) < RUN_GAP * glyphs.size[1:])
        & ~glyphs.is_blank[1:]
        & ~glyphs.is_blank[:-1]
        & (place[1:] >= 0)
        & (place[:-1] >= 0)
    )
    crossing = np.flatnonzero(is_joined & (place[1:] != place[:-1]))
    if not len(crossing):
        return place
    place = place.copy()
    breaks = np.flatnonzero(~is_joined)
    for border in crossing.tolist():
        at = int(np.searchsorted(breaks, border))
        first, last = (int(breaks[at - 1]) + 1 if at else 0), (int(breaks[at]) if at < len(breaks) else len(place) - 1)
        owners, counts = np.unique(place[first : last + 1], return_counts=True)
        if len(owners) == 2 and counts.min() <= MOST_OVERRUN and counts.max() > 2 * counts.min():
            place[first : last + 1] = owners[counts.argmax()]
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


def _table(grid: Lattice, texts: dict[int, tuple[str, Box]], start: int) -> Table:
    xs, ys = ([round(value, 2) for value in edges.tolist()] for edges in (grid.xs, grid.ys))
    cells = []
    for number, cell in enumerate(grid.cells, start):
        text, text_box = texts.get(number, _NOTHING)
        box = Box(xs[cell.column], ys[cell.row], xs[cell.column + cell.column_span], ys[cell.row + cell.row_span])
        cells.append(Cell(cell.row, cell.column, cell.row_span, cell.column_span, box, text, cell.is_open_top, cell.is_open_bottom, text_box))
    return Table(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(ys), tuple(xs), tuple(cells))
