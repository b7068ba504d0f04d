"""Rules of a page from what was drawn: strokes, thin filled shapes, the edges of cells, and paths that hold many of these."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.pdf.page_space import PageSpace

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


@dataclass(frozen=True, slots=True)
class Shape:
    """One subpath in user space. ``is_box`` says that four corners suffice."""

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
    segments: list[tuple[float, float, float, float]] = []
    for shape in shapes:
        if shape.is_filled and not is_white(shape.fill_colour):
            xs, ys = [x for x, _ in shape.points], [y for _, y in shape.points]
            x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
            if x1 - x0 <= THIN or y1 - y0 <= THIN:
                if x1 - x0 >= y1 - y0:
                    segments.append((x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
                else:
                    segments.append(((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))
                continue
            if is_dark(shape.fill_colour):
                segments.extend(_edges(shape.points, True))
        if shape.is_stroked and not is_white(shape.stroke_colour):
            segments.extend(_edges(shape.points, shape.is_closed))
    if not segments:
        return Rules(np.empty((0, 3)), np.empty((0, 3)))
    ends = np.asarray(segments, dtype=np.float64)
    xa, ya = space.displayed(ends[:, 0], ends[:, 1])
    xb, yb = space.displayed(ends[:, 2], ends[:, 3])
    width, height = np.abs(xb - xa), np.abs(yb - ya)
    level, upright = ((height <= LEAN) & (width >= SHORTEST), (width <= LEAN) & (height >= SHORTEST))
    return Rules(
        _on_page(np.column_stack([(ya + yb) / 2, np.minimum(xa, xb), np.maximum(xa, xb)])[level], space.height, space.width),
        _on_page(np.column_stack([(xa + xb) / 2, np.minimum(ya, yb), np.maximum(ya, yb)])[upright], space.width, space.height),
    )


def _edges(points: Sequence[Point], is_closed: bool) -> list[tuple[float, float, float, float]]:
    edges = [(*first, *second) for first, second in pairwise(points)]
    if is_closed and len(points) > 2 and points[0] != points[-1]:
        edges.append((*points[-1], *points[0]))
    return edges


def _on_page(rules: Floats, extent_across: float, extent_along: float) -> Floats:
    """Rules whose place is on the page, their ends cut at its edges."""
    if not len(rules):
        return rules
    rules = rules[(rules[:, 0] >= -1) & (rules[:, 0] <= extent_across + 1)]
    rules[:, 1:] = np.clip(rules[:, 1:], 0, extent_along)
    return rules[rules[:, 2] - rules[:, 1] >= SHORTEST]
