"""One font for whatever a document names without holding it, so that pdfium reads the same bytes alike on every machine.

pdfium looks such a font up in the system: with one it sets other boxes than without, and where it finds none it leaves out text of a single
character altogether. Here it is given one instead for Chinese, Japanese and Korean, made of nothing but a box for every character; for other
scripts it has its own fonts within. Where characters stand is told by the document in both cases.
"""

import ctypes
import struct
from typing import Any

import pypdfium2.raw as pdfium

EM = 1000
# What the box fills of the em, from the left and from the baseline: about what a Chinese character does.
_LEFT, _BOTTOM, _RIGHT, _TOP = 40, -100, 960, 840
_ASCENT, _DESCENT = 880, -120
# First and last of the characters that the font has: all of the plane but controls, and the planes of rare Chinese characters.
_RANGES = ((0x21, 0xFFFD), (0x20000, 0x3FFFD))
# Windows' numbers of the character sets whose fonts pdfium asks for: Japanese, Korean, Chinese in short and in long characters.
_CHARACTER_SETS = frozenset((128, 129, 134, 136))
_HANDLE = 1


def font_file() -> bytes:
    """A TrueType font of two glyphs, nothing and a box, the box for every character of ``_RANGES``."""
    points = struct.pack(">4h", _LEFT, _RIGHT - _LEFT, 0, _LEFT - _RIGHT) + struct.pack(">4h", _BOTTOM, 0, _TOP - _BOTTOM, 0)
    box = struct.pack(">5hHH4B", 1, _LEFT, _BOTTOM, _RIGHT, _TOP, 3, 0, 1, 1, 1, 1) + points
    box += b"\0" * (-len(box) % 4)
    groups = b"".join(struct.pack(">3L", first, last, 1) for first, last in _RANGES)
    # Format 13 gives one glyph to all of a range.
    cmap = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + struct.pack(">HHLLL", 13, 0, 16 + len(groups), 0, len(_RANGES)) + groups
    tables = {
        b"cmap": cmap,
        b"glyf": box,
        b"head": struct.pack(">LLLLHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, _LEFT, _BOTTOM, _RIGHT, _TOP, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">LhhhHhhhhhh4hhH", 0x10000, _ASCENT, _DESCENT, 0, EM, 0, 0, _RIGHT, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", EM, 0, EM, _LEFT),
        b"loca": struct.pack(">3L", 0, 0, len(box)),
        b"maxp": struct.pack(">L14H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    place = 12 + 16 * len(tables)
    directory, content = struct.pack(">LHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64), b""
    for name, table in tables.items():
        padded = table + b"\0" * (-len(table) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sLLL", name, total, place + len(content), len(table))
        content += padded
    return directory + content


_FILE = font_file()
_TYPES = dict(pdfium.FPDF_SYSFONTINFO._fields_)


def _map_font(_this: object, _weight: int, _italic: int, character_set: int, _pitch: int, _face: object, _exact: object) -> int | None:
    return _HANDLE if character_set in _CHARACTER_SETS else None


def _font_data(_this: object, _font: object, table: int, buffer: Any, size: int) -> int:
    """The whole file where no table is named; there is no collection and nothing else is asked for."""
    if table:
        return 0
    if buffer and size >= len(_FILE):
        ctypes.memmove(buffer, _FILE, len(_FILE))
    return len(_FILE)


# pdfium keeps pointers into these until its end.
_SYSTEM = pdfium.FPDF_SYSFONTINFO(version=1, MapFont=_TYPES["MapFont"](_map_font), GetFontData=_TYPES["GetFontData"](_font_data))


def install() -> None:
    """Lets pdfium see this font and none of the system's, for all documents opened from now on."""
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(_SYSTEM))
