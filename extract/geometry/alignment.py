"""Tables whose columns no rule parts: a grid from where the texts stand, where that leaves no doubt; else what the doubt is.

Only a table that begins with headings (or goes on from such a one) is looked for. It is certain when

- every column has one heading, white stands between the columns from the headings to the table's end, and no text crosses it;
- rows are parted by rules, or each line of text is a row in which every column is filled, or rows stand clearly further apart than their lines;
- nothing that belongs to the table can stand above its headings or below its end.

The grid is then that of the rules that are missing, so that merged cells are found as everywhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.geometry.glyphs import Glyphs
from extract.geometry.lattice import Lattice, lattices, merged
from extract.geometry.rules import Rules
from extract.text import fold, squeeze

Floats = NDArray[np.float64]

# As shares of the size of print: baselines further apart are two lines; a gap within a line parts two texts; white this wide parts columns.
LINE_STEP, TEXT_GAP, CORRIDOR = 0.45, 0.9, 0.8
# Lines of one cell stand no further apart than this (sizes), and a heading has no more lines.
HEADING_STEP, HEADING_LINES = 1.7, 3
# So many different headings side by side are those of a table; so many columns are one.
HEADINGS, COLUMNS = 2, 3
# Rows stand apart by this many times the distance of lines within them; a table ends where the distance is this many times the usual.
ROW_STEP, END_STEP = 1.35, 2.5
# A broken line leaves no more than this (sizes) of its column's width: less than a character, and one that hangs over elsewhere; and what the
# number or Latin word that follows would have taken.
FULL_LINE, LATIN_WIDTH = 2.2, 0.6
_UNBROKEN = re.compile(r"[!-~]*")
# A rule over this share of the headings' width is one of the table's.
RULE_SHARE = 0.6

BY_ALIGNMENT = "列之间没有表格线，按文字对齐确定 / no rules part the columns, the texts' alignment does"
NO_COLUMNS = "列之间没有表格线，文字也没有对齐成列 / no rules part the columns, and the texts do not stand in clear columns"
NO_ROWS = "行之间没有表格线，行的界限无法确定 / no rules part the rows, and where one ends is not certain"
CUT_BEFORE = "上一页的表无法确定，其末行可能续至本页 / the table of the page before is not certain, and its last row may go on here"
MORE_AROUND = "没有表格线，表的起止无法确定 / without rules it is not certain where the table begins and ends"


@dataclass(frozen=True, slots=True)
class Aligned:
    """``grid`` where the table is certain, else ``doubt``: why it is not."""

    grid: Lattice | None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    x0: float
    x1: float
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """Texts side by side on one baseline. ``y`` is the baseline, ``size`` the largest print, all in points."""

    y: float
    size: float
    texts: tuple[_Text, ...]

    @property
    def top(self) -> float:
        return self.y - self.size

    @property
    def bottom(self) -> float:
        return self.y + 0.2 * self.size


class _Doubt(Exception):
    pass


def aligned_table(glyphs: Glyphs, rules: Rules, others: Sequence[Lattice], words: Sequence[str], columns: Sequence[float] = ()) -> Aligned | None:
    """The table outside of the grids ``others``, under headings of which ``words`` (squeezed) are some; None where there is none.

    ``columns`` are the edges of such a table that ends the page before: without headings of its own, a table may go on under those.
    """
    is_inside = np.zeros(len(glyphs), dtype=bool)
    is_ruled = np.zeros(len(rules.level), dtype=bool)
    for box in (grid.box for grid in others):
        is_inside |= (glyphs.x >= box.x0) & (glyphs.x <= box.x1) & (glyphs.y >= box.top) & (glyphs.y <= box.bottom)
        is_ruled |= (rules.level[:, 0] >= box.top - 1) & (rules.level[:, 0] <= box.bottom + 1)
    glyphs = glyphs.take(~is_inside & ~glyphs.is_blank & (glyphs.angle == 0))
    shown = squeeze("".join(glyphs.text.tolist()))
    if not columns and sum(word in shown for word in words) < HEADINGS:
        return None
    lines = _lines(glyphs)
    heading = _heading(lines, words)
    try:
        if heading is None:
            if not _goes_on(lines, columns):
                return None
            heading = 0, 0
        first, last = heading
        return Aligned(_grid(lines[:first], lines[first:last], lines[last:], Rules(rules.level[~is_ruled], rules.upright), columns))
    except _Doubt as doubt:
        return Aligned(None, str(doubt))


def _lines(glyphs: Glyphs) -> list[_Line]:
    order = np.argsort(glyphs.y, kind="stable")
    y, size = glyphs.y[order], glyphs.size[order]
    line = np.concatenate([[0], np.cumsum(np.diff(y) > LINE_STEP * np.maximum(size[1:], size[:-1]))]) if len(order) else np.empty(0, dtype=np.int64)
    order = order[np.lexsort((glyphs.x[order], line))]
    ends = glyphs.x + glyphs.advance
    found = []
    for members in np.split(order, np.flatnonzero(np.diff(line)) + 1) if len(order) else []:
        x, x1, sizes = glyphs.x[members], ends[members], glyphs.size[members]
        parts = np.split(members, np.flatnonzero(x[1:] - np.maximum.accumulate(x1)[:-1] > TEXT_GAP * np.maximum(sizes[1:], sizes[:-1])) + 1)
        texts = tuple(_Text(float(glyphs.x[part].min()), float(ends[part].max()), "".join(glyphs.text[part].tolist())) for part in parts)
        found.append(_Line(float(np.median(glyphs.y[members])), float(sizes.max()), texts))
    return found


def _heading(lines: Sequence[_Line], words: Sequence[str]) -> tuple[int, int] | None:
    """First line of the headings and first line behind them: where most of ``words`` stand side by side, which may be broken over lines."""
    known = set(words)
    best, found = HEADINGS - 1, None
    for first in range(len(lines)):
        for last in range(first + 1, min(first + HEADING_LINES, len(lines)) + 1):
            if last - first > 1 and lines[last - 1].y - lines[last - 2].y > HEADING_STEP * lines[last - 1].size:
                break
            count = len({text for *_, text in _stacked(lines[first:last])} & known)
            if count > best:
                best, found = count, (first, last)
    return found


def _stacked(lines: Sequence[_Line]) -> list[tuple[float, float, str]]:
    """Texts that stand one below the other joined: x0, x1, text as compared."""
    stacks: list[tuple[float, float, str]] = []
    for line in lines:
        for text in line.texts:
            over = next((number for number, (x0, x1, _) in enumerate(stacks) if x0 < text.x1 and text.x0 < x1), None)
            if over is None:
                stacks.append((text.x0, text.x1, squeeze(fold(text.text))))
            else:
                x0, x1, words = stacks[over]
                stacks[over] = min(x0, text.x0), max(x1, text.x1), words + squeeze(fold(text.text))
    return stacks


def _goes_on(lines: Sequence[_Line], columns: Sequence[float]) -> bool:
    """Whether the page begins with texts that stand in ``columns``, side by side; not certainly, where only some lines behind the first do."""
    own = [{_column(text, columns) for text in line.texts} for line in lines[:HEADING_LINES]]
    if own and len(own[0]) >= COLUMNS and None not in own[0]:
        return True
    if any(len(columns - {None}) > 1 for columns in own):
        raise _Doubt(MORE_AROUND)
    return False


def _column(text: _Text, edges: Sequence[float]) -> int | None:
    return next((number for number, (left, right) in enumerate(pairwise(edges)) if left <= text.x0 and text.x1 <= right), None)


def _grid(above: Sequence[_Line], head: Sequence[_Line], below: Sequence[_Line], rules: Rules, columns: Sequence[float]) -> Lattice:
    if not below:
        raise _Doubt(MORE_AROUND)
    spans = [(text.x0, text.x1) for line in head or below[:1] for text in line.texts]
    left, right = min(x0 for x0, _ in spans), max(x1 for _, x1 in spans)
    level = merged(rules.level)
    shared = np.minimum(level[:, 2], right) - np.maximum(level[:, 1], left)
    level, wide = level[shared > 0], level[shared >= RULE_SHARE * (right - left), 0]
    first = (head or below)[0]
    top = _last(wide[(wide < first.y - 0.5 * first.size) & (wide > first.top - 2 * first.size)]) or first.top - 0.5
    _check_above(above, wide[wide < top - 1], first)
    body = _body(below, wide)
    bottom = _last(wide[wide > body[-1].y]) or body[-1].bottom + 0.5
    edges = list(columns) if not head else _edges(head, body)
    if any(_column(text, edges) is None for line in body for text in line.texts):
        raise _Doubt(NO_COLUMNS)
    _check_rest(below[len(body) :], edges)
    crosses = (level[:, 1, None] < edges[1:-1]) & (level[:, 2, None] > edges[1:-1])
    level = level[crosses.any(axis=1) & (level[:, 0] > top - 1) & (level[:, 0] < bottom + 1)]
    level[:, 1:] = np.clip(level[:, 1:], edges[0], edges[-1])
    between = []
    if head:
        behind = wide[(wide > head[-1].y) & (wide < body[0].y)]
        between = [_last(behind) or (head[-1].bottom + body[0].top) / 2]
    parting = level[(level[:, 0] > body[0].y) & (level[:, 0] < bottom - 1), 0]
    if len(parting):
        _check_ruled(body, [*parting.tolist(), bottom], edges)
    else:
        between += _rows(body, edges)
    drawn = [(y, edges[0], edges[-1]) for y in (top, *between, bottom)]
    found = lattices(Rules(np.array([*drawn, *level.tolist()]), np.array([(x, top, bottom) for x in edges])))
    if len(found) != 1:
        raise _Doubt(NO_COLUMNS)
    return found[0]


def _last(places: Floats) -> float | None:
    return float(places.max()) if len(places) else None


def _check_above(above: Sequence[_Line], rules: Floats, head: _Line) -> None:
    """A form's labels above its headings, or rows above a rule: then the table begins elsewhere."""
    near = [line for line in above if line.y > head.y - 8 * head.size]
    if len(rules) and any(rules[0] < line.y for line in near):
        raise _Doubt(MORE_AROUND)
    if any(len(line.texts) > 1 and not any(":" in text.text or "：" in text.text for text in line.texts) for line in near):
        raise _Doubt(MORE_AROUND)


def _body(below: Sequence[_Line], wide: Floats) -> list[_Line]:
    """The table's lines under its headings: to its last rule, or to where a larger space follows."""
    last_rule = _last(wide)
    if last_rule is not None and last_rule > below[0].y:
        return [line for line in below if line.y < last_rule]
    steps = [second.y - first.y for first, second in pairwise(below)]
    usual = float(np.median(steps)) if steps else 0.0
    end = next((number for number, step in enumerate(steps, 1) if step > END_STEP * usual), len(below))
    return list(below[:end])


def _check_rest(rest: Sequence[_Line], edges: Sequence[float]) -> None:
    """What stands below must not look like rows: texts in several columns."""
    if any(len({_column(text, edges) for text in line.texts} - {None}) > 1 for line in rest):
        raise _Doubt(MORE_AROUND)


def _edges(head: Sequence[_Line], body: Sequence[_Line]) -> list[float]:
    """The columns' edges, in the middle of the white between them."""
    spans = sorted((text.x0, text.x1) for line in (*head, *body) for text in line.texts)
    size = max(line.size for line in body)
    clusters: list[list[float]] = []
    for x0, x1 in spans:
        if clusters and x0 - clusters[-1][1] < CORRIDOR * size:
            clusters[-1][1] = max(clusters[-1][1], x1)
        else:
            clusters.append([x0, x1])
    headings = [(x0, x1) for x0, x1, _ in _stacked(head)]
    owners = [sum(left <= x0 and x1 <= right for x0, x1 in headings) for left, right in clusters]
    if len(clusters) < COLUMNS or owners != [1] * len(clusters):
        raise _Doubt(NO_COLUMNS)
    return [clusters[0][0] - size, *((first[1] + second[0]) / 2 for first, second in pairwise(clusters)), clusters[-1][1] + size]


def _check_ruled(body: Sequence[_Line], ends: Sequence[float], edges: Sequence[float]) -> None:
    """Whether rules part all rows: what stands between two of them must be one text in each column, its lines one below the other.

    Where several lines have text in every column they may be rows: they are lines of one row only if each is full, so that it had to be broken.
    """
    by_column = [[(line, text) for line in body for text in line.texts if _column(text, edges) == number] for number in range(len(edges) - 1)]
    right = [max((text.x1 for _, text in column), default=0.0) for column in by_column]
    for above, end in pairwise([-np.inf, *ends]):
        cells = [[(line, text) for line, text in column if above < line.y < end] for column in by_column]
        filled = [{id(line) for line, _ in cell} for cell in cells if cell]
        is_repeated = len(filled) > 1 and len(set.intersection(*filled)) > 1
        for cell, x1 in zip(cells, right, strict=True):
            for (upper, text), (lower, following) in pairwise(cell):
                room = (FULL_LINE + LATIN_WIDTH * len(_unbroken(following.text))) * upper.size
                if lower.y - upper.y > HEADING_STEP * upper.size or (is_repeated and text.x1 < x1 - room):
                    raise _Doubt(NO_ROWS)


def _rows(body: Sequence[_Line], edges: Sequence[float]) -> list[float]:
    """Where rows end that no rule parts: after each line where all lines fill every column, else after groups of lines that do."""
    width = len(edges) - 1
    steps = [second.y - first.y for first, second in pairwise(body)]
    ends = [(first.bottom + second.top) / 2 for first, second in pairwise(body)]
    groups = [[line] for line in body]
    if steps and any(len(line.texts) != width for line in body):
        ordered = sorted(steps)
        leaps = [second / max(first, 1e-6) for first, second in pairwise(ordered)]
        if not leaps or max(leaps) < ROW_STEP:
            raise _Doubt(NO_ROWS)
        least = ordered[leaps.index(max(leaps)) + 1]
        ends = [end for end, step in zip(ends, steps, strict=True) if step >= least]
        bounds = [0, *(number for number, step in enumerate(steps, 1) if step >= least), len(body)]
        groups = [list(body[first:last]) for first, last in pairwise(bounds)]
    for group in groups:
        if {_column(text, edges) for line in group for text in line.texts} != set(range(width)):
            raise _Doubt(NO_ROWS)
    return ends


def _unbroken(text: str) -> str:
    """The number or Latin word that ``text`` begins with."""
    found = _UNBROKEN.match(text)
    return found[0] if found else ""
