"""The signs of symbol fonts (≥ is the code B3 of Symbol, U+F0B3 as office programs export it), by the font's name and a reviewed table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

# As they stand in a file that names such a font.
NAMES_IN_FILE = (b"Symbol", b"Wingdings")

_FILE = Path(__file__).with_name("symbol_fonts.yml")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[,\s_-]|bold|italic|oblique", re.IGNORECASE)
_PRIVATE = 0xF000


@dataclass(frozen=True, slots=True)
class _Signs:
    of_code: dict[int, str]
    decoded: frozenset[str]

    def of(self, text: str) -> str:
        """What ``text``, a character of the font, is; empty where it is itself."""
        if len(text) != 1 or text in self.decoded:
            return ""
        code = ord(text)
        return self.of_code.get(code - _PRIVATE if code > _PRIVATE else code, "")


@cache
def _fonts() -> dict[str, _Signs]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: _Signs(font["characters"], frozenset(font["decoded"])) for font in data.values() for name in font["names"]}


@cache
def _signs(font_name: str) -> _Signs | None:
    return _fonts().get(_STYLE.sub("", _SUBSET.sub("", font_name)).lower())


def meant(texts: Sequence[str], font_names: Iterable[str]) -> NDArray[np.str_] | None:
    """The sign that each character of a symbol font is, empty for the others; None where there is none."""
    found = [signs.of(text) if (signs := _signs(name)) else "" for text, name in zip(texts, font_names, strict=True)]
    return np.array(found) if any(found) else None
