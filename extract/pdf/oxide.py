"""pdf_oxide: the fast engine. Its characters and paths of a page in displayed coordinates.

It knows neither rotation, boxes, hidden text nor its own losses: ``referee`` compares each page with the gate's engine.
"""

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
import pdf_oxide

from extract.geometry.glyphs import Glyphs, empty_glyphs, text_column
from extract.geometry.page_space import PageSpace
from extract.geometry.rules import Point, Rules, Shape, rules_from
from extract.pdf.engine import engine_errors
from extract.pdf.symbols import meant

# Its log can run to megabytes on a damaged file; what matters of it is read from the document's warnings.
pdf_oxide.disable_logging()

NAME = "pdf_oxide"
# Its other warnings (a missing ToUnicode map, an object without its end mark) come with sound documents as well.
RECOVERY_WARNINGS = frozenset({"xref_recovery", "operator_cap_exceeded", "glyph_dropped"})

# How wide a digit is, in shares of its size.
DIGIT_ADVANCE = 0.5

_FONT = attrgetter("font_name")
_TEXT, *_NUMBERS = map(attrgetter, ("char", "origin_x", "origin_y", "advance_width", "font_size", "rotation_degrees"))


class OxideDocument:
    """A document opened by pdf_oxide. Every failure is an ``EngineFailure``."""

    def __init__(self, path: Path) -> None:
        with engine_errors(NAME, "cannot open the document"):
            self._document = pdf_oxide.PdfDocument(str(path))
            self.page_count: int = self._document.page_count()

    def read(self, index: int, space: PageSpace, *, has_symbols: bool = False) -> tuple[Glyphs, Rules, int]:
        """Characters (hidden ones and those off the page included), rules, and the number of painted paths of page ``index``.

        ``has_symbols``: the document names fonts of symbols.
        """
        with engine_errors(NAME, "fails on the page"):
            characters = self._document.extract_chars(index)
            glyphs = _glyphs(characters, space)
            if has_symbols:
                glyphs = replace(glyphs, sign=meant(glyphs.text.tolist(), map(_FONT, characters)))
            paths = self._document.extract_paths(index)
            return glyphs, rules_from(_shapes(paths), space), len(paths)

    def recovery(self) -> str | None:
        """The first warning so far that says that something was repaired or left out."""
        with engine_errors(NAME, "fails to tell its warnings"):
            return next((str(warning["message"]) for warning in self._document.structured_warnings() if warning["category"] in RECOVERY_WARNINGS), None)


def _glyphs(characters: list[Any], space: PageSpace) -> Glyphs:
    if not characters:
        return empty_glyphs()
    # A column at a time: reading one attribute of all is several times cheaper than making a row of each.
    origin_x, origin_y, advance, font_size, rotation = (np.fromiter(map(read, characters), dtype=np.float64, count=len(characters)) for read in _NUMBERS)
    x, y = space.displayed(origin_x, origin_y)
    size = np.abs(font_size) * space.user_unit
    given = advance * space.user_unit
    glyphs = Glyphs(text_column(list(map(_TEXT, characters))), x, y, np.where(given > 0, given, size), size, space.displayed_angle(rotation))
    is_unknown = given <= 0
    return replace(glyphs, advance=np.where(is_unknown, _pitch(glyphs), glyphs.advance)) if is_unknown.any() else glyphs


def _pitch(glyphs: Glyphs) -> np.ndarray:
    """The advance of turned characters, which come without one: a Chinese one is as wide as high, a Latin one reaches to the next, the last is as a digit is."""
    along, across = glyphs.along_and_across()
    order = np.lexsort((along, np.rint(across), glyphs.angle))
    step = np.diff(along[order], append=np.inf)
    is_last = np.append((np.diff(np.rint(across[order])) != 0) | (np.diff(glyphs.angle[order]) != 0), True)
    pitch = np.empty(len(glyphs))
    pitch[order] = np.where(is_last | (step <= 0), DIGIT_ADVANCE * glyphs.size[order], step)
    return np.where(glyphs.codes < 0x2E80, np.minimum(pitch, glyphs.size), glyphs.size)


def _shapes(paths: list[dict[str, Any]]) -> Iterator[Shape]:
    for path in paths:
        stroke, fill = path["stroke_color"], path["fill_color"]
        # A fill in the default black comes without any colour; paths that paint nothing do not come at all.
        is_stroked, is_filled = stroke is not None, fill is not None or stroke is None
        for points, is_closed in _subpaths(path["operations"]):
            yield Shape(points, is_closed, is_stroked, is_filled, stroke, fill)


def _subpaths(operations: list[dict[str, Any]]) -> Iterator[tuple[tuple[Point, ...], bool]]:
    points: list[Point] = []
    for operation in operations:
        name = operation["op"]
        if name == "rectangle":
            x, y, width, height = (operation["x"], operation["y"], operation["width"], operation["height"])
            yield (((x, y), (x + width, y), (x + width, y + height), (x, y + height)), True)
        elif name == "line_to":
            points.append((operation["x"], operation["y"]))
        elif name == "close_path":
            if len(points) > 1:
                yield tuple(points), True
            points = points[:1]
        else:
            # move_to begins a new subpath; a curve is no rule, what follows it starts anew where it ends.
            if len(points) > 1:
                yield tuple(points), False
            points = [(operation["x"], operation["y"])]
    if len(points) > 1:
        yield tuple(points), False
