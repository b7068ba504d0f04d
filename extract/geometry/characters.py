"""What two engines are compared by: code points as they are meant, and where they stand."""

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.geometry.glyphs import Glyphs, is_blank
from extract.text import fold

Floats = NDArray[np.float64]

# Engines give a hyphen at a line's end as a hyphen, a soft hyphen or not at all.
_HYPHENS = (0x2D, 0xAD, 0x2010, 0x2011)
# What each code point is compared as, found out when it is first met; what is left out and what stands for several have marks of their own.
_NOT_MET, _LEFT_OUT, _SEVERAL = 0, 0xFFFFFFFF, 0xFFFFFFFE
_MEANT = np.full(0x110000, _NOT_MET, dtype=np.uint32)


@dataclass(frozen=True, slots=True)
class Characters:
    """NFKC code points and displayed origins (points) of visible characters."""

    codes: NDArray[np.uint32]
    x: Floats
    y: Floats

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, chosen: NDArray[np.bool_ | np.integer]) -> "Characters":
        return Characters(self.codes[chosen], self.x[chosen], self.y[chosen])

    def ordered(self) -> "Characters":
        """By code point, then along a slanted axis: equal readings of a page come in the same order."""
        return self.take(np.lexsort((self.x + 7.31 * self.y, self.codes)))


def _normal(code: int) -> list[int]:
    return [ord(character) for character in unicodedata.normalize("NFKC", fold(chr(code))) if not character.isspace()]


def _meet(codes: NDArray[np.uint32]) -> None:
    distinct = np.unique(codes)
    for code, blank in zip(distinct.tolist(), is_blank(distinct).tolist(), strict=True):
        normal = [] if code in _HYPHENS or blank else _normal(code)
        _MEANT[code] = _LEFT_OUT if not normal else normal[0] if len(normal) == 1 else _SEVERAL


def characters(codes: NDArray[np.uint32], x: Floats, y: Floats) -> Characters:
    """``codes`` normalised; white space and hyphens left out; what NFKC makes several of stands several times."""
    codes = np.minimum(codes, 0x10FFFF)
    meant = _MEANT[codes]
    if not meant.all():
        _meet(codes[meant == _NOT_MET])
        meant = _MEANT[codes]
    keep = meant != _LEFT_OUT
    codes, meant, x, y = codes[keep], meant[keep], x[keep], y[keep]
    several = np.flatnonzero(meant == _SEVERAL)
    if not len(several):
        return Characters(meant, x, y)
    parts = [_normal(code) for code in codes[several].tolist()]
    repeats = np.ones(len(codes), dtype=np.int64)
    repeats[several] = [len(part) for part in parts]
    meant = np.repeat(meant, repeats)
    meant[meant == _SEVERAL] = [code for part in parts for code in part]
    return Characters(meant, np.repeat(x, repeats), np.repeat(y, repeats))


def of_glyphs(glyphs: Glyphs) -> Characters:
    if len(glyphs) and glyphs.text.dtype.itemsize > 4:
        lengths = np.char.str_len(glyphs.text)
        codes = np.array([ord(character) for text in glyphs.text.tolist() for character in text], dtype=np.uint32)
        return characters(codes, np.repeat(glyphs.x, lengths), np.repeat(glyphs.y, lengths))
    return characters(glyphs.codes, glyphs.x, glyphs.y)


def stands_at(looked_for: Characters, among: Characters, within: float) -> NDArray[np.bool_]:
    """Which characters of ``looked_for`` have one of the same code within ``within`` points in ``among``."""
    found = np.zeros(len(looked_for), dtype=bool)
    if not len(looked_for) or not len(among):
        return found
    # What stands within reach of a place lies in the field of that size that its reach begins in, or in one of three beside it.
    size = within * 2
    keys = _keys(among.codes, np.floor(among.x / size), np.floor(among.y / size))
    order = np.argsort(keys, kind="stable")
    keys, x, y = keys[order], among.x[order], among.y[order]
    column, row = np.floor((looked_for.x - within) / size), np.floor((looked_for.y - within) / size)
    for right, down in ((0, 0), (0, 1), (1, 0), (1, 1)):
        wanted = _keys(looked_for.codes, column + right, row + down)
        at = np.searchsorted(keys, wanted)
        looking = np.flatnonzero(~found)
        while True:
            looking = looking[at[looking] < len(keys)]
            looking = looking[keys[at[looking]] == wanted[looking]]
            if not len(looking):
                break
            is_near = (np.abs(x[at[looking]] - looked_for.x[looking]) <= within) & (np.abs(y[at[looking]] - looked_for.y[looking]) <= within)
            found[looking[is_near]] = True
            looking = looking[~is_near]
            at[looking] += 1
    return found


def _keys(codes: NDArray[np.uint32], columns: Floats, rows: Floats) -> NDArray[np.int64]:
    """One number for a code and a field of the page. Fields two million apart share theirs: a key alone proves no nearness."""
    mask = (1 << 21) - 1
    return (codes.astype(np.int64) << 42) | ((columns.astype(np.int64) & mask) << 21) | (rows.astype(np.int64) & mask)
