"""Pages whose text runs sideways or upside down though nothing in the file says that they are turned: read as a reader turns them."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extract.geometry.glyphs import Glyphs
from extract.geometry.page_space import PageSpace
from extract.geometry.rules import Rules
from extract.pages import Table

Floats = NDArray[np.float64]

# A table of more characters than this, more than half of which run another way than the page's, is one that cannot be read there.
LEAST_TURNED = 12

SIDEWAYS = "表格的文字方向与页面其他文字不同 / a table's text runs another way than the rest of the page"


def turn_of(glyphs: Glyphs) -> int:
    """The direction of writing (0, 90, 180, 270 degrees counterclockwise as displayed) of more than half of a page's characters, else 0."""
    if not glyphs.angle.any():
        return 0
    shown = glyphs.angle[~glyphs.is_blank]
    return next((angle for angle in (90, 180, 270) if 2 * (shown == angle).sum() > len(shown)), 0)


def turned_back(glyphs: Glyphs, rules: Rules, space: PageSpace, turn: int) -> tuple[Glyphs, Rules]:
    """Characters and rules of a page of ``space`` whose text runs in direction ``turn``, as they stand when that is upright."""
    x, y = _turned(glyphs.x, glyphs.y, space, turn)
    turned = replace(glyphs, x=x, y=y, angle=(glyphs.angle - turn) % 360)
    level, upright = _rules(rules.level, space, turn, is_level=True), _rules(rules.upright, space, turn, is_level=False)
    return turned, Rules(level, upright) if turn == 180 else Rules(upright, level)


def holds_turned_table(tables: tuple[Table, ...], glyphs: Glyphs) -> bool:
    """Whether a table's characters run another way than the page's."""
    if not glyphs.angle.any():
        return False
    glyphs = glyphs.take(~glyphs.is_blank)
    x, y = glyphs.anchors()
    for table in tables:
        inside = (x > table.box.x0) & (x < table.box.x1) & (y > table.box.top) & (y < table.box.bottom)
        turned = int((glyphs.angle[inside] != 0).sum())
        if turned > LEAST_TURNED and 2 * turned > inside.sum():
            return True
    return False


def _turned(x: Floats, y: Floats, space: PageSpace, turn: int) -> tuple[Floats, Floats]:
    match turn:
        case 90:
            return space.height - y, x
        case 180:
            return space.width - x, space.height - y
        case 270:
            return y, space.width - x
        case _:
            return x, y


def _rules(rules: Floats, space: PageSpace, turn: int, *, is_level: bool) -> Floats:
    """Rows of place, start and end, turned; level rules become upright ones at a quarter turn."""
    place, ends = rules[:, 0], (rules[:, 1], rules[:, 2])
    corners = [_turned(end, place, space, turn) if is_level else _turned(place, end, space, turn) for end in ends]
    stays_level = is_level == (turn == 180)
    along, across = (0, 1) if stays_level else (1, 0)
    start, end = corners[0][along], corners[1][along]
    return np.column_stack([corners[0][across], np.minimum(start, end), np.maximum(start, end)])
