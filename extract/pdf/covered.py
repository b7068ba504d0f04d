"""Characters that nobody sees because something opaque is painted over them, or because their layer is switched off.

Which characters may be such is told by the order of painting and by the marks of layers; whether they are, by the page as pdfium paints it:
a place of one colour shows no character.
"""

import numpy as np
from numpy.typing import NDArray

from extract.geometry.page_space import PageSpace
from extract.pdf.gate import GateCharacters, GatePage
from extract.reasons import UnreadableError

Floats = NDArray[np.float64]
Boxes = tuple[Floats, Floats, Floats, Floats]

# Pixels a point, and how much two of them must differ (of 255) for ink to be seen.
SCALE = 3.0
CONTRAST = 12
# Ink is looked for within this share of a character's box, away from what stands beside it.
INSET = 0.12
# Where fewer of the other characters are seen than this share, the painted page is no evidence (a font that this machine does not have).
TRUSTED_SHARE = 0.9


def unseen(page: GatePage, space: PageSpace, seen: GateCharacters, *, has_layers: bool) -> NDArray[np.bool_]:
    """Which of ``seen`` are covered, or on layers that are off. Raises UnreadableError (undecided_cover)."""
    covers = _under_covers(page, space, seen)
    suspect: NDArray[np.bool_] = np.logical_or.reduce([np.zeros(len(seen.codes), dtype=bool), *covers])
    if has_layers:
        suspect |= page.is_on_layer(seen.numbers)
    suspect &= ~seen.is_hidden
    if not suspect.any():
        return suspect
    boxes = page.places(seen.numbers, space)
    has_ink = _has_ink(page.painted(SCALE), boxes, SCALE / space.user_unit)
    others = ~suspect & ~seen.is_hidden & ~seen.is_white
    result = suspect & ~has_ink
    if result.any() and (has_ink[others].mean() < TRUSTED_SHARE if others.any() else not has_ink.any()):
        raise UnreadableError("undecided_cover")
    for under in covers:
        if (under & result).any():
            # What hides some of them hides those too whose place other texts have been printed on since.
            result |= under & suspect & _meets(boxes, others)
    return result


def _meets(boxes: Boxes, others: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each box meets that of one of the ``others``."""
    left, top, right, bottom = boxes
    of_others = [side[others] for side in boxes]
    apart = (right[:, None] <= of_others[0]) | (of_others[2] <= left[:, None]) | (bottom[:, None] <= of_others[1]) | (of_others[3] <= top[:, None])
    return np.asarray((~apart).any(axis=1))


def _under_covers(page: GatePage, space: PageSpace, seen: GateCharacters) -> list[NDArray[np.bool_]]:
    """For everything filled that was painted over the middle of some characters later: which characters."""
    covers = page.covers(space)
    if not covers:
        return []
    order = page.painting_order(seen.numbers)
    x, y = seen.x + 0.3 * seen.size, seen.y - 0.3 * seen.size
    found = [(order < painted_at) & (x > x0) & (x < x1) & (y > top) & (y < bottom) for painted_at, (x0, top, x1, bottom) in covers]
    return [under for under in found if under.any()]


def _has_ink(picture: NDArray[np.uint8], boxes: Boxes, scale: float) -> NDArray[np.bool_]:
    """Whether the painted page shows more than one colour where each character stands."""
    left, top, right, bottom = boxes
    across, down = INSET * (right - left), INSET * (bottom - top)
    edges = np.stack([left + across, top + down, right - across, bottom - down]) * scale
    columns, rows = picture.shape[1], picture.shape[0]
    x0, x1 = (np.clip(edges[side], 0, columns).astype(int) for side in (0, 2))
    y0, y1 = (np.clip(edges[side], 0, rows).astype(int) for side in (1, 3))
    ink = np.zeros(len(left), dtype=bool)
    for number, (a, b, c, d) in enumerate(zip(y0.tolist(), (y1 + 1).tolist(), x0.tolist(), (x1 + 1).tolist(), strict=True)):
        part = picture[a:b, c:d]
        ink[number] = part.size > 0 and int(part.max()) - int(part.min()) >= CONTRAST
    return ink
