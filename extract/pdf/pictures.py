"""Pages whose content is a picture, though some words stand on them as characters: a page number, a heading, the hidden text of a scanner."""

import numpy as np

from extract.geometry.page_space import PageSpace
from extract.pdf.gate import GateCharacters, GatePage

# Of the page. Scans fill it but for margins; a table that was put in as a picture takes half of it; charts and stamps take less.
LEAST_SHARE = 0.4
# A heading and a page number within the frame of a scan. More characters on a picture make it their background.
MOST_ON_PICTURES = 40
# A page without table words that has more characters than this is one of text: it is not asked for pictures, which takes time.
MOST_CHARACTERS = 500
# Pictures come in strips and overlap, so that what they cover is counted on a grid of so many squares a side.
_SQUARES = 64


def is_picture(page: GatePage, space: PageSpace, seen: GateCharacters | None = None) -> bool:
    """Whether pictures cover a page of which no table is read, and no text stands on them. ``seen`` are its characters, where they are known."""
    boxes = page.pictures(space)
    if not boxes or _share(boxes, space) < LEAST_SHARE:
        return False
    seen = seen or page.characters(space)
    x, y = seen.x[~seen.is_hidden], seen.y[~seen.is_hidden]
    on_pictures = np.zeros(len(x), dtype=bool)
    for x0, top, x1, bottom in boxes:
        on_pictures |= (x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)
    return int(on_pictures.sum()) <= MOST_ON_PICTURES


def _share(boxes: list[tuple[float, float, float, float]], space: PageSpace) -> float:
    """How much of the page the boxes cover together, from 0 to 1."""
    middles = (np.arange(_SQUARES) + 0.5) / _SQUARES
    x, y = middles * space.width, middles * space.height
    is_covered = np.zeros((_SQUARES, _SQUARES), dtype=bool)
    for x0, top, x1, bottom in boxes:
        is_covered |= ((y >= top) & (y <= bottom))[:, None] & ((x >= x0) & (x <= x1))[None, :]
    return float(is_covered.mean())
