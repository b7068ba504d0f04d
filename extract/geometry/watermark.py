"""Text that is printed over or under the page's own: it belongs to no line and to no cell.

Slanted text is none of a table's. Level text is told by what it does to others: it stands on top of them, or a rule of the table runs through its
characters, and it is larger, paler, or the same again in several places. Text that only stands on top of other text cannot be told from what it covers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.geometry.glyphs import Glyphs
from extract.geometry.rules import Rules

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

# The ink of a character is about this share of its advance and of its size to each side of its middle; where two such middles overlap, one is printed on the other.
CORE = 0.3
# Where the middle of a character is above its baseline, in shares of its size.
MIDDLE = 0.38
# A watermark that is printed once is larger than what it covers by this factor, or paler.
LARGER = 1.5
# Text of one size and one baseline that overlaps has run over its cell, which is no watermark: sizes and baselines within these shares are the same.
SAME_SIZE, SAME_BASELINE = 1.15, 0.15
# So many characters of a pale run no larger than the page's text stand on top of others, or have a rule through them.
LEAST_CHARACTERS = 3
# A run goes on where the next character begins within so many sizes behind the last one's end.
RUN_GAP, RUN_BACK = 1.2, 0.3
# Of so many characters of another size than most it is tried one by one whether they stand on top of others.
MOST_TRIED = 100
# So many of the same run, of so many letters at least, are tiles.
LEAST_TILES, LEAST_LETTERS = 3, 2

# A page whose slanted characters are more than this share and of more kinds than a watermark repeats has its own text slanted.
MOST_SLANTED, MOST_KINDS = 0.8, 40

SLANTED = "页面文字倾斜, 不能读成行 / the page's text is slanted and cannot be read as lines"
MIXED = "文字相互重叠, 不能确定哪些属于水印 / texts are printed on top of each other, and which are a watermark is not certain"


@dataclass(frozen=True, slots=True)
class Overlay:
    """Which characters are printed over the page's own, and why the page cannot be read where that is not certain."""

    is_overlay: Flags
    doubt: str | None = None


def overlay(glyphs: Glyphs, is_pale: Flags | None, rules: Rules) -> Overlay:
    """What of ``glyphs`` is a watermark. ``is_pale``: which of them are in pale ink, None where none is."""
    slanted = glyphs.angle % 90 != 0
    if slanted.any():
        shown = ~glyphs.is_blank
        if (slanted & shown).sum() > MOST_SLANTED * shown.sum() and len(np.unique(glyphs.codes[slanted])) > MOST_KINDS:
            return Overlay(slanted, SLANTED)
    level = np.flatnonzero(~slanted & ~glyphs.is_blank)
    if glyphs.angle[level].any():
        # Engines give sideways text in no order of its own.
        along, across = glyphs.along_and_across()
        level = level[np.lexsort((along[level], np.rint(across[level]), glyphs.angle[level]))]
    page = _Level(glyphs.take(level), None if is_pale is None else is_pale[level], rules)
    doubt = None
    if page.may_hold_watermark():
        found, doubt = page.watermarks()
        slanted[level[found]] = True
    return Overlay(slanted, doubt)


class _Level:
    """The characters of a page that are not slanted, white space left out, line by line or in the order of printing."""

    def __init__(self, glyphs: Glyphs, is_pale: Flags | None, rules: Rules) -> None:
        self._glyphs, self._rules = glyphs, rules
        self._x, self._y = glyphs.points(0.5, MIDDLE)
        across = np.where(glyphs.angle % 180 == 0, glyphs.advance, glyphs.size)
        self._half_width, self._half_height = CORE * across, CORE * np.where(glyphs.angle % 180 == 0, glyphs.size, glyphs.advance)
        # Where more kinds of characters are pale than are not, pale is how the page's text is: a watermark repeats few.
        is_apart = is_pale is not None and len(np.unique(glyphs.codes[is_pale])) < len(np.unique(glyphs.codes[~is_pale]))
        self._is_pale: Flags = is_pale if is_pale is not None and is_apart else np.zeros(len(glyphs), dtype=bool)

    def may_hold_watermark(self) -> bool:
        """Whether anything on the page asks for a closer look; cheap, since nearly all pages hold nothing of the kind."""
        if len(self._x) < 2:
            return False
        if self._is_pale.any():
            return True
        size = self._glyphs.size
        common = float(np.median(size))
        band = np.rint(self._y / (2 * CORE * common))
        order = np.lexsort((self._x, band))
        first, second = order[:-1], order[1:]
        near = (np.diff(band[order]) == 0) & (self._x[second] - self._x[first] < self._half_width[first] + self._half_width[second])
        if near.any() and self._is_on_top(first[near], second[near]).any():
            return True
        other_size = np.flatnonzero((size > LARGER * common) | (LARGER * size < common))
        if len(other_size) > MOST_TRIED:
            return True
        if len(self._crossed_by_rules(other_size)):
            return True
        one, other = np.nonzero(np.abs(self._y[other_size, None] - self._y) < self._half_height[other_size, None] + self._half_height)
        return bool(self._is_on_top(other_size[one], other).any())

    def _direction(self) -> int:
        """The direction of writing of most of the page."""
        angles, counts = np.unique(self._glyphs.angle, return_counts=True)
        return int(angles[counts.argmax()])

    def watermarks(self) -> tuple[Flags, str | None]:
        """Which characters are a watermark, and what is not certain about it."""
        run = self._runs()
        one, other = self._collisions()
        # Each pair both ways round: what one does to the other.
        one, other = np.concatenate([one, other]), np.concatenate([other, one])
        apart = run[one] != run[other]
        one, other = one[apart], other[apart]
        size, count = self._glyphs.size, int(run.max()) + 1
        first = np.flatnonzero(np.diff(run, prepend=-1))
        pale, length = self._is_pale[first], np.bincount(run)
        is_paler, is_larger = self._is_pale[one] & ~self._is_pale[other], size[one] > LARGER * size[other]
        paler, larger, meets = (np.bincount(run[np.unique(one[kind])], minlength=count) for kind in (is_paler, is_larger, np.ones(len(one), dtype=bool)))
        crossed = np.bincount(run[self._crossed_by_rules(np.arange(len(size)))], minlength=count)
        # A title that is too near to the line below stands on it as well, but no rule runs through it; grey text may run over a rule at its cell's end.
        is_large = size[first] > SAME_SIZE * np.median(size)
        found = (2 * larger > np.minimum(length, 4)) & (crossed > 0)
        # What runs another way than the page, or is far larger, has rules running through it though it stands on nothing.
        is_far_larger, is_across = size[first] > LARGER * np.median(size), self._glyphs.angle[first] != self._direction()
        found |= (is_far_larger & (crossed > np.where(is_across, 0, 1))) | (is_large & is_across & (crossed > 1))
        found |= pale & (paler + crossed >= np.where(is_large, 1, LEAST_CHARACTERS))
        groups = self._tiles(run, first)
        for tiles in groups:
            on_top, through = int((meets[tiles] > 0).sum()), int((crossed[tiles] > 0).sum())
            if found[tiles].any() or (on_top > 1 and through) or (pale[tiles].any() and on_top + through):
                found[tiles] = True
        # What stands on top of others and is the same again, but is crossed by no rule: it may be the one or the other.
        rest = np.bincount(run[one[~found[run[one]] & ~found[run[other]]]], minlength=count) > 0
        return found[run], MIXED if any(rest[tiles].sum() > 1 for tiles in groups) else None

    def _is_on_top(self, one: Integers, other: Integers) -> Flags:
        """Whether the middles of two characters overlap, and not because one text has run on into the next."""
        size, glyphs = self._glyphs.size, self._glyphs
        near = (np.abs(self._x[one] - self._x[other]) < self._half_width[one] + self._half_width[other]) & (
            np.abs(self._y[one] - self._y[other]) < self._half_height[one] + self._half_height[other]
        )
        larger, smaller = np.maximum(size[one], size[other]), np.minimum(size[one], size[other])
        _, across = glyphs.along_and_across()
        is_on_line = (np.abs(across[one] - across[other]) < SAME_BASELINE * larger) & (larger < SAME_SIZE * smaller)
        on_top: Flags = near & (one != other) & ~is_on_line
        return on_top

    def _collisions(self) -> tuple[Integers, Integers]:
        """Pairs of characters that stand on top of each other, each once."""
        order = np.argsort(self._y, kind="stable")
        y = self._y[order]
        # Of two that overlap, the upper one looks as far down as both reach.
        last = np.searchsorted(y, y + self._half_height[order] + self._half_height.max())
        counts = last - np.arange(len(y)) - 1
        begin = np.repeat(np.arange(len(y)), counts)
        end = begin + 1 + np.arange(len(begin)) - np.repeat(np.cumsum(counts) - counts, counts)
        one, other = order[begin], order[end]
        on_top = self._is_on_top(one, other)
        return one[on_top], other[on_top]

    def _runs(self) -> Integers:
        """The number of the run that each character belongs to: one line of one ink, printed without a larger gap."""
        glyphs = self._glyphs
        along, across = glyphs.along_and_across()
        size, gap = glyphs.size[:-1], along[1:] - along[:-1] - glyphs.advance[:-1]
        goes_on = (
            (np.abs(np.diff(across)) < SAME_BASELINE * size)
            & (gap > -RUN_BACK * size)
            & (gap < RUN_GAP * size)
            & (np.abs(np.diff(glyphs.size)) < 0.05 * size)
            & (np.diff(glyphs.angle) == 0)
            & (self._is_pale[1:] == self._is_pale[:-1])
        )
        return np.concatenate([[0], np.cumsum(~goes_on)])

    def _tiles(self, run: Integers, first: Integers) -> list[Integers]:
        """Runs of the same text, size and ink."""
        texts = ["".join(part.tolist()) for part in np.split(self._glyphs.text, first[1:])]
        groups: dict[tuple[str, float, bool], list[int]] = {}
        for number, kind in enumerate(zip(texts, np.rint(2 * self._glyphs.size[first]).tolist(), self._is_pale[first].tolist(), strict=True)):
            if sum(map(str.isalpha, kind[0])) >= LEAST_LETTERS:
                groups.setdefault(kind, []).append(number)
        return [np.array(group) for group in groups.values() if len(group) >= LEAST_TILES]

    def _crossed_by_rules(self, among: Integers) -> Integers:
        """Which characters of ``among`` a rule runs through."""
        level, upright = self._rules.level, self._rules.upright
        x, y, half_width, half_height = (side[among, None] for side in (self._x, self._y, self._half_width, self._half_height))
        through = (np.abs(y - level[:, 0]) < half_height) & (x > level[:, 1]) & (x < level[:, 2])
        along = (np.abs(x - upright[:, 0]) < half_width) & (y > upright[:, 1]) & (y < upright[:, 2])
        return among[through.any(axis=1) | along.any(axis=1)]
