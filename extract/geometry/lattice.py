"""Rules to grids, grids to cells: numpy throughout, because this runs once for every page that is laid out.

Merged rules are snapped to common grid lines; rules that cross make one table. Where its rules stop short (a row cut by
the page's end, a table without side rules) the table is closed at the ends of its rules and the cells there are open.
The unit fields of the grid that no rule parts are one cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.geometry.rules import Rules
from extract.pages import Box

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Rules nearer than this (points) are one grid line: a double rule, or borders of neighbouring cells drawn apart. The lowest row of print is higher.
SNAP = 2.6
# Pieces of one rule with no larger gap (points) between them are one rule; corners are often left out.
GAP = 3.5
# A rule this near (points) to another meets it.
REACH = 3.0
# Merged pieces shorter than this (points) are ornaments.
ORNAMENT = 4.0
# A rule parts two fields when it covers this share of the border between them.
COVER = 0.6
# So many uprights of one height that meet no level rule are the columns of one row that both ends of the page cut.
LEAST_UPRIGHTS = 3
# Rules that run past the last crossing rule by more (points) show a row or column that is cut there.
OVERRUN = 4.0


class LatticeCell(NamedTuple):
    row: int
    column: int
    row_span: int
    column_span: int
    is_open_top: bool
    is_open_bottom: bool


@dataclass(frozen=True, slots=True)
class Lattice:
    """``xs`` and ``ys`` are the grid lines; ``cell_at[row, column]`` is the position in ``cells`` of the cell that covers a field."""

    xs: Floats
    ys: Floats
    cells: tuple[LatticeCell, ...]
    cell_at: Integers

    @property
    def box(self) -> Box:
        return Box(float(self.xs[0]), float(self.ys[0]), float(self.xs[-1]), float(self.ys[-1]))


class Printed(NamedTuple):
    """What a page tells besides its rules: where its characters stand, and the grid lines of the table that may go on from the page before."""

    x: Floats
    y: Floats
    columns: Sequence[float] = ()


def lattices(rules: Rules, printed: Printed | None = None) -> list[Lattice]:
    """The grids that ``rules`` draw, in reading order. A grid has two fields at least, or is a box closed on every side."""
    level, upright = merged(rules.level), merged(rules.upright)
    if not len(upright):
        return []
    meets = (
        (level[:, None, 1] - REACH <= upright[None, :, 0])
        & (upright[None, :, 0] <= level[:, None, 2] + REACH)
        & (upright[None, :, 1] - REACH <= level[:, None, 0])
        & (level[:, None, 0] <= upright[None, :, 2] + REACH)
    )
    found = [grid for rows, columns in _bridged(_components(meets), level, upright, printed) if (grid := _grid(level[rows], upright[columns])) is not None]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def merged(rules: Floats) -> Floats:
    """Rules snapped to common places, overlapping and touching pieces joined."""
    if not len(rules):
        return rules
    rules = rules[np.argsort(rules[:, 0], kind="stable")]
    line = np.concatenate([[0], np.cumsum(np.diff(rules[:, 0]) > SNAP)])
    length = rules[:, 2] - rules[:, 1] + 1e-6
    place = np.bincount(line, rules[:, 0] * length) / np.bincount(line, length)
    order = np.lexsort((rules[:, 1], line))
    line, starts, ends = line[order], rules[order, 1], rules[order, 2]
    # The furthest end so far on the same line: lines are kept apart by an offset larger than any page.
    offset = line * 1e6
    furthest = np.maximum.accumulate(ends + offset)
    begins = np.concatenate([[True], starts[1:] + offset[1:] > furthest[:-1] + GAP])
    first = np.flatnonzero(begins)
    merged: Floats = np.column_stack([place[line[first]], starts[first], np.maximum.reduceat(ends, first)])
    return merged[merged[:, 2] - merged[:, 1] >= ORNAMENT]


def _components(meets: NDArray[np.bool_]) -> list[tuple[Integers, Integers]]:
    """Which level rules (rows) and upright rules (columns) hang together."""
    row_free = meets.any(axis=1)
    components: list[tuple[Integers, Integers]] = []
    while row_free.any():
        rows: NDArray[np.bool_] = np.zeros(len(meets), dtype=bool)
        rows[np.argmax(row_free)] = True
        while True:
            columns = meets[rows].any(axis=0)
            wider = np.asarray(meets[:, columns].any(axis=1))
            if (wider == rows).all():
                break
            rows = wider
        components.append((np.flatnonzero(rows), np.flatnonzero(columns)))
        row_free &= ~rows
    return components


class _Part(NamedTuple):
    """Rules that hang together (``rows`` of the level, ``columns`` of the upright ones), and what they reach over."""

    rows: Integers
    columns: Integers
    box: Box
    is_closed: bool  # ruled from side to side at its top and at its bottom: it may be a table of its own
    has_left: bool  # ends at an upright on its left
    has_right: bool


def _bridged(components: list[tuple[Integers, Integers]], level: Floats, upright: Floats, printed: Printed | None) -> list[tuple[Integers, Integers]]:
    """Parts of one table that hang together by columns of cells which a page break cuts above and below.

    No level rule reaches into such a column; the uprights on its sides may meet none at all. What tells that it belongs to the table is that all
    of it stands as high: side by side, parts with the same top and bottom are one. Two closed boxes are so only where what lies between them is
    a column: text stands in it, or the page before has it.
    """
    meets_none = np.setdiff1d(np.arange(len(upright)), np.concatenate([columns for _, columns in components])) if components else np.arange(len(upright))
    if not len(meets_none) and len(components) < 2:
        return components
    nothing = np.empty(0, dtype=np.int64)
    parts = [_part(rows, columns, level, upright) for rows, columns in [*components, *((nothing, meets_none[[number]]) for number in range(len(meets_none)))]]
    tables: list[list[_Part]] = []
    for part in sorted(parts, key=lambda part: (part.box.x0, part.box.x1)):
        table = next((table for table in reversed(tables) if _goes_beside(table[-1], part, printed)), None)
        if table is None:
            tables.append([part])
        else:
            table.append(part)
    return [
        (np.concatenate([part.rows for part in table]), np.concatenate([part.columns for part in table]))
        for table in tables
        if any(len(part.rows) for part in table) or len(table) >= LEAST_UPRIGHTS
    ]


def _part(rows: Integers, columns: Integers, level: Floats, upright: Floats) -> _Part:
    across, down = level[rows], upright[columns]
    xs, ys = np.concatenate([down[:, 0], across[:, 1:].ravel()]), np.concatenate([across[:, 0], down[:, 1:].ravel()])
    box = Box(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))
    is_wide = (across[:, 1] <= box.x0 + REACH) & (across[:, 2] >= box.x1 - REACH)
    is_closed = all((is_wide & (np.abs(across[:, 0] - end) <= REACH)).any() for end in (box.top, box.bottom))
    return _Part(rows, columns, box, is_closed, bool(down[:, 0].min() - box.x0 <= REACH), bool(box.x1 - down[:, 0].max() <= REACH))


def _goes_beside(left: _Part, right: _Part, printed: Printed | None) -> bool:
    """Whether two parts stand side by side as columns of one table do."""
    is_as_high = abs(left.box.top - right.box.top) <= REACH and abs(left.box.bottom - right.box.bottom) <= REACH
    if not (is_as_high and left.has_right and right.has_left and right.box.x0 >= left.box.x1 - REACH):
        return False
    return not (left.is_closed and right.is_closed) or (
        printed is not None and _is_column(Box(left.box.x1, left.box.top, right.box.x0, left.box.bottom), printed)
    )


def _is_column(gap: Box, printed: Printed) -> bool:
    if ((printed.x > gap.x0) & (printed.x < gap.x1) & (printed.y > gap.top) & (printed.y < gap.bottom)).any():
        return True
    return any(abs(one - gap.x0) <= REACH and abs(other - gap.x1) <= REACH for one, other in pairwise(printed.columns))


def _grid_lines(places: Floats, crossing: Floats) -> Floats:
    """Ascending grid lines: the rules' places, and the common ends of the rules that cross them where those run further."""
    if not len(places):
        return np.array([crossing[:, 1].min(), crossing[:, 2].max()])
    lines = np.unique(places)
    for ends, last, sign in ((crossing[:, 1], lines[0], -1), (crossing[:, 2], lines[-1], 1)):
        overrun = ends[(ends - last) * sign > OVERRUN]
        if len(overrun) > 1:
            lines = np.append(lines, overrun.min() if sign < 0 else overrun.max())
    return np.sort(lines)


def _cover(rules: Floats, lines: Floats, across: Floats) -> NDArray[np.bool_]:
    """[line, interval]: whether the rules on grid line ``line`` cover the ``interval`` between two crossing grid lines."""
    at = np.abs(rules[:, 0][:, None] - lines[None, :]).argmin(axis=1)
    starts, ends = across[:-1], across[1:]
    overlap = np.clip(np.minimum(rules[:, 2][:, None], ends) - np.maximum(rules[:, 1][:, None], starts), 0, None)
    covered = np.zeros((len(lines), len(starts)))
    np.add.at(covered, at, overlap)
    return covered >= COVER * (ends - starts)


def _labels(is_ruled_level: NDArray[np.bool_], is_ruled_upright: NDArray[np.bool_]) -> Integers:
    """One number a connected region: fields [row, column] that no rule parts."""
    rows, columns = is_ruled_level.shape[0] - 1, is_ruled_level.shape[1]
    labels = np.arange(rows * columns).reshape(rows, columns)
    down, right = ~is_ruled_level[1:-1], ~is_ruled_upright.T[:, 1:-1]
    while True:
        before = labels.copy()
        for first, second, is_open in ((np.s_[:-1], np.s_[1:], down), (np.s_[:, :-1], np.s_[:, 1:], right)):
            lowest = np.where(is_open, np.minimum(labels[first], labels[second]), labels[first])
            labels[first] = lowest
            labels[second] = np.where(is_open, np.minimum(labels[second], lowest), labels[second])
        if (labels == before).all():
            return labels


def _grid(level: Floats, upright: Floats) -> Lattice | None:
    ys, xs = _grid_lines(level[:, 0], upright), _grid_lines(upright[:, 0], level)
    if len(xs) < 2 or len(ys) < 2:
        return None
    is_ruled_level, is_ruled_upright = _cover(level, ys, xs), _cover(upright, xs, ys)
    labels = _rectangles(_labels(is_ruled_level, is_ruled_upright))
    # Grid lines at which no cell begins (an underline, a stroke within a cell) are none.
    rows = np.concatenate([[True], (labels[1:] != labels[:-1]).any(axis=1), [True]])
    columns = np.concatenate([[True], (labels[:, 1:] != labels[:, :-1]).any(axis=0), [True]])
    labels = labels[rows[:-1]][:, columns[:-1]]
    ys, xs = ys[rows], xs[columns]
    is_ruled_level = _cover(level, ys, xs)
    if labels.size == 1 and not (is_ruled_level.all() and _cover(upright, xs, ys).all()):
        return None
    _, first, cell_at = np.unique(labels, return_index=True, return_inverse=True)
    cell_at = cell_at.reshape(labels.shape)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    cell_at = rank[cell_at]
    row, row_last, column, column_last = _extents(cell_at, len(first))
    # Lengths of rule along each grid line, summed from the left: the share of a cell's side that is ruled is a difference.
    ruled = np.concatenate([np.zeros((len(ys), 1)), np.cumsum(is_ruled_level * np.diff(xs), axis=1)], axis=1)
    width = xs[column_last + 1] - xs[column]
    is_open_top = ruled[row, column_last + 1] - ruled[row, column] < COVER * width
    is_open_bottom = ruled[row_last + 1, column_last + 1] - ruled[row_last + 1, column] < COVER * width
    spans = (row, column, row_last - row + 1, column_last - column + 1, is_open_top, is_open_bottom)
    return Lattice(xs, ys, tuple(map(LatticeCell._make, zip(*(value.tolist() for value in spans), strict=True))), cell_at)


def _extents(labels: Integers, count: int) -> tuple[Integers, Integers, Integers, Integers]:
    """First and last row, first and last column of each of ``count`` regions."""
    rows, columns = (index.ravel() for index in np.indices(labels.shape))
    flat = labels.ravel()

    def reach(places: Integers, limit: int) -> tuple[Integers, Integers]:
        low, high = np.full(count, limit), np.full(count, -1)
        np.minimum.at(low, flat, places)
        np.maximum.at(high, flat, places)
        return low, high

    return *reach(rows, labels.shape[0]), *reach(columns, labels.shape[1])


def _rectangles(labels: Integers) -> Integers:
    """Regions that are no rectangles (a rule is missing) cut into rectangles, row by row from the top."""
    result = labels.copy()
    following = int(labels.max()) + 1
    numbers, dense, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    top, bottom, left, right = _extents(dense.reshape(labels.shape), len(numbers))
    for number in numbers[sizes != (bottom - top + 1) * (right - left + 1)]:
        rows, columns = np.nonzero(labels == number)
        open_runs: dict[tuple[int, int], int] = {}
        for row in range(rows.min(), rows.max() + 1):
            held = columns[rows == row]
            runs = np.split(held, np.flatnonzero(np.diff(held) > 1) + 1)
            current: dict[tuple[int, int], int] = {}
            for run in runs:
                if not len(run):
                    continue
                key = (int(run[0]), int(run[-1]))
                if key not in open_runs:
                    open_runs[key] = following
                    following += 1
                current[key] = open_runs[key]
                result[row, run[0] : run[-1] + 1] = current[key]
            open_runs = current
    return result
