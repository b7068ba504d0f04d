"""Rules of a page from what was drawn: strokes, thin filled shapes, the edges of cells, and paths that hold many of these."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.geometry.page_space import PageSpace

Floats = NDArray[np.float64]
Point = tuple[float, float]
Colour = tuple[float, ...] | float | None

# A filled shape thinner than this (points) is a rule; Excel's thick frame is 2.25.
THIN = 3.2
# How far (points) a stroke may lean and still be level or upright.
LEAN = 1.0
# Shorter pieces (points) draw nothing; the corners and dots that office programs make rules of are longer.
SHORTEST = 0.2
# A colour whose every part is above this is paper: office programs draw the grid of the sheet in white.
WHITE = 0.97
# A large fill darker than this would hide the text on it, so it is a frame drawn as shape within shape.
DARK = 0.35


@dataclass(frozen=True, slots=True)
class Rules:
    """``level`` rows are y, x0, x1; ``upright`` rows are x, y0, y1. Displayed points, start below end."""

    level: Floats
    upright: Floats


class Shape(NamedTuple):
    """One subpath in user space."""

    points: tuple[Point, ...]
    is_closed: bool
    is_stroked: bool
    is_filled: bool
    stroke_colour: Colour = None
    fill_colour: Colour = None


def _parts(colour: Colour) -> list[float]:
    """Grey, RGB or CMYK as grey or RGB; empty where it is a pattern or not said."""
    parts = [float(part) for part in (colour if isinstance(colour, tuple) else [colour]) if isinstance(part, int | float)]
    return [(1 - part) * (1 - parts[3]) for part in parts[:3]] if len(parts) == 4 else parts


@lru_cache(maxsize=4096)
def is_white(colour: Colour) -> bool:
    """Whether a colour cannot be seen on paper. A colour not said is the default black."""
    parts = _parts(colour)
    return bool(parts) and all(part >= WHITE for part in parts)


@lru_cache(maxsize=4096)
def is_dark(colour: Colour) -> bool:
    parts = _parts(colour)
    return sum(parts) / len(parts) < DARK if parts else colour is None


def rules_from(shapes: Iterable[Shape], space: PageSpace) -> Rules:
    """The level and upright rules that ``shapes`` draw, in displayed coordinates, cut at the page's edge."""
    shapes = list(shapes)
    if not shapes:
        return Rules(np.empty((0, 3)), np.empty((0, 3)))
    ends = _segments(shapes)
    xa, ya = space.displayed(ends[:, 0], ends[:, 1])
    xb, yb = space.displayed(ends[:, 2], ends[:, 3])
    width, height = np.abs(xb - xa), np.abs(yb - ya)
    level, upright = ((height <= LEAN) & (width >= SHORTEST), (width <= LEAN) & (height >= SHORTEST))
    return Rules(
        _on_page(np.column_stack([(ya + yb) / 2, np.minimum(xa, xb), np.maximum(xa, xb)])[level], space.height, space.width),
        _on_page(np.column_stack([(xa + xb) / 2, np.minimum(ya, yb), np.maximum(ya, yb)])[upright], space.width, space.height),
    )


def _segments(shapes: Sequence[Shape]) -> Floats:
    """x0, y0, x1, y1 in user space of what ``shapes`` draw: thin fills as their middle lines, dark fills and strokes as their edges."""
    points, closed, stroked, filled, stroke_colours, fill_colours = zip(*shapes, strict=True)
    is_fill = np.array([is_filled and not is_white(colour) for is_filled, colour in zip(filled, fill_colours, strict=True)])
    is_stroke = np.array([is_stroked and not is_white(colour) for is_stroked, colour in zip(stroked, stroke_colours, strict=True)])
    is_dark_fill = is_fill & np.fromiter(map(is_dark, fill_colours), dtype=bool, count=len(shapes))

    places = np.fromiter(chain.from_iterable(chain.from_iterable(points)), dtype=np.float64).reshape(-1, 2)
    counts = np.fromiter(map(len, points), dtype=np.int64, count=len(shapes))
    last = np.cumsum(counts) - 1
    first = last - counts + 1
    low, high = np.minimum.reduceat(places, first), np.maximum.reduceat(places, first)
    width, height = (high - low).T
    is_thin = is_fill & ((width <= THIN) | (height <= THIN))
    middle = (low + high) / 2
    is_level = (width >= height)[:, None]
    along = np.array([True, False])
    middle_lines = np.column_stack([np.where(is_level == along, low, middle), np.where(is_level == along, high, middle)])

    is_last = np.zeros(len(places), dtype=bool)
    is_last[last] = True
    is_open_end = (counts <= 2) | (places[first] == places[last]).all(axis=1)
    drawn = [middle_lines[is_thin]]
    for is_outlined, is_closed in ((is_dark_fill & ~is_thin, True), (is_stroke & ~is_thin, np.array(closed))):
        begin = np.flatnonzero(np.repeat(is_outlined, counts) & ~is_last)
        closing = is_outlined & is_closed & ~is_open_end
        drawn += [np.hstack([places[begin], places[begin + 1]]), np.hstack([places[last[closing]], places[first[closing]]])]
    return np.concatenate(drawn)


def _on_page(rules: Floats, extent_across: float, extent_along: float) -> Floats:
    """Rules whose place is on the page, their ends cut at its edges."""
    if not len(rules):
        return rules
    rules = rules[(rules[:, 0] >= -1) & (rules[:, 0] <= extent_across + 1)]
    rules[:, 1:] = np.clip(rules[:, 1:], 0, extent_along)
    return rules[rules[:, 2] - rules[:, 1] >= SHORTEST]
