"""pdf_oxide: the fast engine. Its characters and paths of a page in displayed coordinates.

It knows neither rotation, boxes, hidden text nor its own losses: ``referee`` compares each page with the gate's engine.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pdf_oxide

from extract.pdf.glyphs import Glyphs, empty_glyphs
from extract.pdf.page_space import PageSpace
from extract.pdf.rules import Point, Rules, Shape, rules_from

# Its log can run to megabytes on a damaged file; what matters of it is read from the document's warnings.
pdf_oxide.disable_logging()

NAME = "pdf_oxide"


class OxideDocument:
    """A document opened by pdf_oxide. Raises whatever pdf_oxide raises; every failure means the fallback."""

    def __init__(self, path: Path) -> None:
        self._document = pdf_oxide.PdfDocument(str(path))
        self.page_count: int = self._document.page_count()

    def glyphs(self, index: int, space: PageSpace) -> Glyphs:
        """All characters of page ``index`` (from 0), hidden ones and those outside the crop box included."""
        characters = self._document.extract_chars(index)
        if not characters:
            return empty_glyphs()
        text = np.array([character.char for character in characters])
        numbers = np.array(
            [(c.origin_x, c.origin_y, c.advance_width, c.font_size, c.rotation_degrees) for c in characters],
            dtype=np.float64,
        )
        x, y = space.displayed(numbers[:, 0], numbers[:, 1])
        size = np.abs(numbers[:, 3]) * space.user_unit
        # Turned characters come with no advance; Chinese ones, which are what is turned, are as wide as high.
        advance = np.where(numbers[:, 2] > 0, numbers[:, 2] * space.user_unit, size)
        return Glyphs(text, x, y, advance, size, space.displayed_angle(numbers[:, 4]))

    def rules(self, index: int, space: PageSpace) -> Rules:
        return rules_from(self._shapes(index), space)

    def _shapes(self, index: int) -> Iterator[Shape]:
        for path in self._document.extract_paths(index):
            stroke, fill = path["stroke_color"], path["fill_color"]
            # A fill in the default black comes without any colour; paths that paint nothing do not come at all.
            is_stroked, is_filled = stroke is not None, fill is not None or stroke is None
            for points, is_closed in _subpaths(path["operations"]):
                yield Shape(points, is_closed, is_stroked, is_filled, stroke, fill)


def _subpaths(operations: list[dict]) -> Iterator[tuple[tuple[Point, ...], bool]]:
    points: list[Point] = []
    for operation in operations:
        name = operation["op"]
        if name == "rectangle":
            x, y, width, height = operation["x"], operation["y"], operation["width"], operation["height"]
            yield ((x, y), (x + width, y), (x + width, y + height), (x, y + height)), True
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
