"""pdfplumber: the slow engine that serves where the fast one does not agree with the gate's."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTItem
from pdfminer.pdftypes import stream_value

from extract.geometry.glyphs import Glyphs, empty_glyphs
from extract.geometry.page_space import PageSpace
from extract.geometry.rules import Colour, Point, Rules, Shape, rules_from
from extract.pdf.engine import engine_errors
from extract.pdf.symbols import meant

NAME = "pdfplumber"
_FORM_DEPTH = 16


class PlumberDocument:
    """A document opened by pdfplumber. Every failure is an ``EngineFailure``."""

    def __init__(self, path: Path) -> None:
        with engine_errors(NAME, "cannot open the document"):
            self._document = pdfplumber.open(path)
            self.page_count = len(self._document.pages)

    def read(self, index: int, space: PageSpace) -> tuple[Glyphs, Rules]:
        """Characters and rules of page ``index`` in displayed coordinates; the page is closed behind it."""
        with engine_errors(NAME, "fails on the page"):
            page = self._document.pages[index]
            try:
                media = tuple(float(value) for value in page.page_obj.mediabox)
                rotation = page.page_obj.rotate % 360
                items = list(_walk(page.layout))
                glyphs = _glyphs([item for item in items if isinstance(item, LTChar)], media, rotation, space)
                return glyphs, rules_from((shape for item in items if isinstance(item, LTCurve) for shape in _shapes(item, media, rotation)), space)
            finally:
                page.close()

    def content_fault(self, index: int) -> str | None:
        """Why the drawing instructions of page ``index`` cannot be read; None where they can, or there are none."""
        with engine_errors(NAME, "cannot decode the page's content"):
            for stream in map(stream_value, self._document.pages[index].page_obj.contents):
                size = len(stream.rawdata or b"")
                if size and not stream.get_data():
                    return f"{size} bytes of the page's content cannot be decoded"
        return None

    def user_unit(self, index: int) -> float:
        with engine_errors(NAME, "fails on the page"):
            unit = self._document.pages[index].page_obj.attrs.get("UserUnit", 1.0)
            return float(unit) if isinstance(unit, int | float) and unit > 0 else 1.0

    def close(self) -> None:
        self._document.close()


def _walk(container: LTContainer[Any], depth: int = 0) -> Iterator[LTItem]:
    for item in container:
        if isinstance(item, LTContainer) and not isinstance(item, LTChar):
            if depth < _FORM_DEPTH:
                yield from _walk(item, depth + 1)
        else:
            yield item


def _user_space(x: float, y: float, media: tuple[float, ...], rotation: int) -> Point:
    """Undoes the turn and the shift that pdfminer applies to every page."""
    x0, y0, x1, y1 = media
    match rotation:
        case 90:
            return x1 - y, x + y0
        case 180:
            return x1 - x, y1 - y
        case 270:
            return y + x0, y1 - x
        case _:
            return x + x0, y + y0


def _glyphs(items: list[LTChar], media: tuple[float, ...], rotation: int, space: PageSpace) -> Glyphs:
    if not items:
        return empty_glyphs()
    numbers = []
    for item in items:
        a, b, _, _, e, f = item.matrix
        user_x, user_y = _user_space(e, f, media, rotation)
        along, across = (item.width, item.height) if abs(a) >= abs(b) else (item.height, item.width)
        numbers.append((user_x, user_y, along, across, math.degrees(math.atan2(b, a)) + rotation))
    columns = np.array(numbers, dtype=np.float64)
    x, y = space.displayed(columns[:, 0], columns[:, 1])
    # A character without a Unicode value comes as the text "(cid:17)".
    text = np.array(["\ufffd" if item.get_text().startswith("(cid:") else item.get_text() or "\ufffd" for item in items])
    sign = meant(text.tolist(), (item.fontname for item in items))
    return Glyphs(text, x, y, columns[:, 2] * space.user_unit, columns[:, 3] * space.user_unit, space.displayed_angle(columns[:, 4]), sign)


def _shapes(item: LTCurve, media: tuple[float, ...], rotation: int) -> Iterator[Shape]:
    """One shape a path, as drawn: pdfminer has taken paths of several parts apart. What lies behind a curve starts anew."""
    parts: list[list[Point]] = [[]]
    is_closed = False
    # A step is a letter with its points; pdfminer's annotation says numbers.
    path: list[Any] = item.original_path or [("m", item.pts[0]), *(("l", point) for point in item.pts[1:])]
    for step in path:
        if step[0] == "h":
            is_closed = True
            continue
        if step[0] not in "ml":
            parts.append([])
        x, y = step[-1]
        parts[-1].append(_user_space(x, y, media, rotation))
    for points in parts:
        if len(points) > 1 and (item.stroke or item.fill):
            yield Shape(tuple(points), is_closed, bool(item.stroke), bool(item.fill), _colour(item.stroking_color), _colour(item.non_stroking_color))


def _colour(value: object) -> Colour:
    """What pdfminer gives as number, list or tuple; patterns have no colour of their own and are not paper."""
    parts = tuple(value) if isinstance(value, list | tuple) else (value,)
    return tuple(float(part) for part in parts if isinstance(part, int | float)) or None
