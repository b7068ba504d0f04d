"""What two engines are compared by: code points as they are meant, and where they stand."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from extract.pdf.glyphs import Glyphs, is_blank
from extract.text import fold

Floats = NDArray[np.float64]

# Engines give a hyphen at a line's end as a hyphen, a soft hyphen or not at all.
_HYPHENS = (0x2D, 0xAD, 0x2010, 0x2011)


@dataclass(frozen=True, slots=True)
class Characters:
    """NFKC code points and displayed origins (points) of visible characters."""

    codes: NDArray[np.uint32]
    x: Floats
    y: Floats

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, chosen: NDArray) -> "Characters":
        return Characters(self.codes[chosen], self.x[chosen], self.y[chosen])


@lru_cache(maxsize=65536)
def _normal(code: int) -> tuple[int, ...]:
    return tuple(ord(character) for character in unicodedata.normalize("NFKC", fold(chr(code))) if not character.isspace())


def characters(codes: NDArray[np.uint32], x: Floats, y: Floats) -> Characters:
    """``codes`` normalised; white space and hyphens left out; what NFKC makes several of stands several times."""
    keep = ~(is_blank(codes) | np.isin(codes, _HYPHENS))
    codes, x, y = codes[keep], x[keep], y[keep]
    kinds, which = np.unique(codes, return_inverse=True)
    normal = [_normal(int(code)) for code in kinds]
    counts = np.array([len(entry) for entry in normal], dtype=np.int64)
    if (counts == 1).all():
        return Characters(np.array([entry[0] for entry in normal], dtype=np.uint32)[which], x, y)
    repeats = counts[which]
    flat = np.array([code for kind in which.tolist() for code in normal[kind]], dtype=np.uint32)
    return Characters(flat, np.repeat(x, repeats), np.repeat(y, repeats))


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
    size = within * 2
    places = {}
    for position, key in enumerate(
        zip(among.codes.tolist(), np.floor(among.x / size).astype(int).tolist(), np.floor(among.y / size).astype(int).tolist(), strict=True)
    ):
        places.setdefault(key, []).append(position)
    columns, rows = (np.floor(looked_for.x / size).astype(int).tolist(), np.floor(looked_for.y / size).astype(int).tolist())
    for position, code in enumerate(looked_for.codes.tolist()):
        candidates = [number for dx in (-1, 0, 1) for dy in (-1, 0, 1) for number in places.get((code, columns[position] + dx, rows[position] + dy), ())]
        found[position] = any(
            abs(among.x[number] - looked_for.x[position]) <= within and abs(among.y[number] - looked_for.y[position]) <= within for number in candidates
        )
    return found
