"""The characters of one page as columns, in displayed coordinates."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Where in a character it is asked which cell holds it: near its origin, so that punctuation may hang over a rule, and
# at half the height of a lower-case letter, so that a line that touches a rule stays on its side of it.
ANCHOR_ALONG = 0.25
ANCHOR_ABOVE = 0.3
ASCENT, DESCENT = 0.88, 0.12
# The same character again within this share of its size is the same ink: bold made by printing twice.
OVERPRINT_SHARE = 0.2

# At a line's end a soft hyphen is where a word was broken; elsewhere the next character follows within this share of the size.
SOFT_HYPHEN, NEXT_CHARACTER = "\xad", 0.3

# White space, controls and marks of no width; the two noncharacters are how pdfium gives a hyphen at a line's end.
_IS_BLANK = np.zeros(0x110000, dtype=bool)
_IS_BLANK[[*range(0x21), *range(0x7F, 0xA1), 0x3000, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF]] = True


def is_blank(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return _IS_BLANK[np.minimum(codes, 0x10FFFF)]


def is_overprint(codes: NDArray[np.uint32], x: Floats, y: Floats, size: Floats, advance: Floats) -> NDArray[np.bool_]:
    """Which characters are the ink of another one of the same code again."""
    again = np.zeros(len(x), dtype=bool)
    order = np.lexsort((x, y, codes))
    codes, x, y = codes[order], x[order], y[order]
    near = np.maximum(np.minimum(OVERPRINT_SHARE * size, 0.5 * np.where(advance > 0, advance, size)), 0.05)[order]
    # Two prints stand side by side in this order, four at most with a neighbour of the same height between.
    for step in (1, 2, 3):
        same = (codes[step:] == codes[:-step]) & (np.abs(x[step:] - x[:-step]) < near[step:]) & (np.abs(y[step:] - y[:-step]) < near[step:])
        again[order[step:][same]] = True
    return again


@dataclass(frozen=True, slots=True)
class Glyphs:
    """``x`` ``y`` are origins on the baseline, ``advance`` and ``size`` points, ``angle`` the direction of writing
    (degrees counterclockwise as displayed; what is no multiple of 90 is slanted). White space stands among the characters."""

    text: NDArray[np.str_]
    x: Floats
    y: Floats
    advance: Floats
    size: Floats
    angle: NDArray[np.int64]
    sign: NDArray[np.str_] | None = None  # what a character of a symbol font is, empty for others; None where there is none

    def __len__(self) -> int:
        return len(self.x)

    def take(self, chosen: NDArray[np.bool_ | np.integer]) -> "Glyphs":
        sign = None if self.sign is None else self.sign[chosen]
        return Glyphs(self.text[chosen], self.x[chosen], self.y[chosen], self.advance[chosen], self.size[chosen], self.angle[chosen], sign)

    def as_shown(self) -> "Glyphs":
        """The characters of symbol fonts as the signs that they are, and a soft hyphen within a line as the hyphen that is printed there."""
        text = self.text if self.sign is None else np.where(self.sign != "", self.sign, self.text)
        soft = np.flatnonzero(text[:-1] == SOFT_HYPHEN)
        if len(soft):
            along, across = self.along_and_across()
            near = NEXT_CHARACTER * self.size[soft]
            goes_on = (
                (np.abs(across[soft + 1] - across[soft]) < near)
                & (np.abs(along[soft + 1] - along[soft] - self.advance[soft]) < near)
                & ~self.is_blank[soft + 1]
            )
            text = text.copy()
            text[soft[goes_on]] = "-"
        return self if text is self.text else replace(self, text=text, sign=None)

    @property
    def codes(self) -> NDArray[np.uint32]:
        """Code point of each character, of the first where an engine gives several as one (a ligature)."""
        if not len(self):
            return np.empty(0, dtype=np.uint32)
        width = self.text.dtype.itemsize // 4
        return np.ascontiguousarray(self.text).view(np.uint32).reshape(-1, width)[:, 0]

    @property
    def is_blank(self) -> NDArray[np.bool_]:
        return is_blank(self.codes)

    def along_and_across(self) -> tuple[Floats, Floats]:
        """Position in the direction of writing and, growing from line to line, across it."""
        if not self.angle.any():
            return self.x, self.y
        along = np.select([self.angle == 90, self.angle == 180, self.angle == 270], [-self.y, -self.x, self.y], self.x)
        across = np.select([self.angle == 90, self.angle == 180, self.angle == 270], [self.x, -self.y, -self.x], self.y)
        return along, across

    def anchors(self) -> tuple[Floats, Floats]:
        return self.points(ANCHOR_ALONG, ANCHOR_ABOVE)

    def points(self, along: float, above: float) -> tuple[Floats, Floats]:
        """A point of each character: ``along`` in shares of its advance, ``above`` the baseline in shares of its size."""
        return self._point(along * self.advance, above * self.size)

    def boxes(self) -> tuple[Floats, Floats, Floats, Floats]:
        """x0, top, x1, bottom of each character, from its advance and size."""
        first = self._point(np.zeros_like(self.x), -DESCENT * self.size)
        last = self._point(self.advance, ASCENT * self.size)
        return (np.minimum(first[0], last[0]), np.minimum(first[1], last[1]), np.maximum(first[0], last[0]), np.maximum(first[1], last[1]))

    def _point(self, along: Floats, above: Floats) -> tuple[Floats, Floats]:
        if not self.angle.any():
            return self.x + along, self.y - above
        turn = self.angle // 90
        right, up = np.array([1, 0, -1, 0])[turn], np.array([0, 1, 0, -1])[turn]
        return self.x + along * right - above * up, self.y - along * up - above * right

    def without_overprints(self) -> "Glyphs":
        """Each character that is printed again on the same spot once."""
        again = is_overprint(self.codes, self.x, self.y, self.size, self.advance)
        return self.take(~again) if again.any() else self


def text_column(texts: list[str]) -> NDArray[np.str_]:
    """The texts of characters as an array, whose width is that of the longest."""
    joined = "".join(texts)
    if len(joined) == len(texts) and "" not in texts:
        return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<U1")
    return np.array(texts)


def empty_glyphs() -> Glyphs:
    none = np.empty(0)
    return Glyphs(np.empty(0, dtype="<U1"), none, none, none, none, np.empty(0, dtype=np.int64))
