"""pypdfium2: opens documents, reads each page's text first, and knows what the fast engine does not: boxes, rotation, hidden text.

Pages are read through the raw interface: one call a character is the cost of this engine, and its wrappers double it.
"""

import ctypes
import math
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extract.pdf.engine import engine_errors
from extract.pdf.glyphs import is_blank, is_overprint
from extract.pdf.page_space import PageSpace
from extract.text import fold, squeeze

Floats = NDArray[np.float64]
Matrix = tuple[float, float, float, float, float, float]

NAME = "pdfium"
# Text render modes that leave no ink: invisible, and clip without paint.
HIDDEN_MODES = (3, 7)
# Red, green and blue of 255 from which on ink is white.
WHITE_LEVEL = 250
# A page of whose characters more than this share has no Unicode value cannot be judged by its text.
UNMAPPED_SHARE = 0.2
# Characters further apart (points) are not asked together for what they look like.
RUN_LEAP = 30.0
FORM_DEPTH = 8
OBJECT_LIMIT = 200_000
_UNMAPPED = re.compile("[\0\ufffd\ufffe\uffff\ue000-\uf8ff]")

_INT, _UINT, _POINTER = ctypes.c_int, ctypes.c_uint, ctypes.c_void_p


def _bound(function, result, *arguments):
    """The library's function with plain addresses as arguments: no wrapper objects in calls made for every character."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)


_unicode = _bound(pdfium.FPDFText_GetUnicode, _UINT, _POINTER, _INT)
_char_origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_text_object = _bound(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_render_mode = _bound(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
_fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, _INT, *[_POINTER] * 5)
_object_type = _bound(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
_object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
_object_bounds = _bound(pdfium.FPDFPageObj_GetBounds, _INT, *[_POINTER] * 5)
_count_objects = _bound(pdfium.FPDFPage_CountObjects, _INT, _POINTER)
_page_object = _bound(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
_count_form_objects = _bound(pdfium.FPDFFormObj_CountObjects, _INT, _POINTER)
_form_object = _bound(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
_draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT, _POINTER, _POINTER, _POINTER)
_clip_path = _bound(pdfium.FPDFPageObj_GetClipPath, _POINTER, _POINTER)
_count_clip_paths = _bound(pdfium.FPDFClipPath_CountPaths, _INT, _POINTER)
_count_clip_segments = _bound(pdfium.FPDFClipPath_CountPathSegments, _INT, _POINTER, _INT)
_clip_segment = _bound(pdfium.FPDFClipPath_GetPathSegment, _POINTER, _POINTER, _INT, _INT)
_segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT, _POINTER, _POINTER, _POINTER)


class UnreadableDocument(Exception):
    """A document that cannot be read at all. ``code`` is one of the reasons below, ``detail`` says what was seen."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class GateCharacters:
    """The characters of a page as pdfium sees them, white space left out, each print once; displayed points.

    ``is_hidden``: invisible by its render mode, or outside of its clip or of the page. ``is_white``: white ink, which
    shows on a coloured ground only.
    """

    codes: NDArray[np.uint32]
    x: Floats
    y: Floats
    size: Floats
    is_hidden: NDArray[np.bool_]
    is_white: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Ink:
    """What pdfium knows of the object that a character belongs to. ``clip`` is x0, y0, x1, y1 in user space, None where all shows."""

    is_invisible: bool
    is_white: bool
    clip: tuple[float, float, float, float] | None


class GatePage:
    """One open page. Close it: an unclosed page keeps its memory until the document closes."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._handle = _address(page.raw)
        self._found_objects: list[tuple[int, int, Matrix | None]] | None = None
        self._text_page = page.get_textpage()
        self.text: str = self._text_page.get_text_range()
        self.squeezed: str = squeeze(self.text)

    def holds(self, words: Sequence[str]) -> bool:
        """Whether one of ``words`` (squeezed) stands on the page, or its text cannot be trusted to tell."""
        if any(word in self.squeezed for word in words):
            return True
        return len(_UNMAPPED.findall(self.squeezed)) > UNMAPPED_SHARE * len(self.squeezed)

    @property
    def is_blank(self) -> bool:
        return not self.squeezed

    @property
    def is_without_objects(self) -> bool:
        return not _count_objects(self._handle)

    @property
    def has_unread_text(self) -> bool:
        """Whether text is drawn of which not even a blank can be read, as with damaged fonts."""
        return not self._text_page.count_chars() and any(kind == pdfium.FPDF_PAGEOBJ_TEXT for _, kind, _ in self._objects())

    def has_image(self) -> bool:
        return any(kind == pdfium.FPDF_PAGEOBJ_IMAGE for _, kind, _ in self._objects())

    def path_count(self) -> int:
        """How many painted paths the page holds, those in form objects included."""
        return sum(kind == pdfium.FPDF_PAGEOBJ_PATH and _is_painted(item) for item, kind, _ in self._objects())

    def grounds(self, space: PageSpace) -> list[tuple[float, float, float, float]]:
        """Displayed boxes (x0, top, x1, bottom) of what white ink shows on: filled paths that are not white, pictures, shadings."""
        boxes = []
        box = (ctypes.c_float * 4)()
        address = ctypes.addressof(box)
        for item, kind, matrix in self._objects():
            if kind in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM) or (
                kind == pdfium.FPDF_PAGEOBJ_PATH and (not _is_filled(item) or _has_white_fill(item))
            ):
                continue
            if _object_bounds(item, address, address + 4, address + 8, address + 12):
                corners = np.array(_turned(tuple(box), matrix) if matrix is not None else tuple(box))
                x, y = space.displayed(corners[[0, 2]], corners[[1, 3]])
                boxes.append((float(x.min()), float(y.min()), float(x.max()), float(y.max())))
        return boxes

    def space(self, user_unit: float = 1.0) -> PageSpace:
        """The visible box: the crop box within the media box, as a viewer shows it, each its own or inherited from the page tree."""
        box = _ordered(self._page.get_bbox())
        if box[2] - box[0] < 1 or box[3] - box[1] < 1:
            box = _ordered(self._page.get_mediabox())
        return PageSpace(*box, rotation=self._page.get_rotation() % 360, user_unit=user_unit)

    def characters(self, space: PageSpace) -> GateCharacters:
        text_page = _address(self._text_page.raw)
        count = self._text_page.count_chars()
        origins = np.zeros((count, 2))
        address = origins.ctypes.data
        codes = np.fromiter(map(_unicode, repeat(text_page, count), range(count)), dtype=np.uint32, count=count)
        numbers = np.flatnonzero(~is_blank(codes))
        indexes = numbers.tolist()
        deque(map(_char_origin, repeat(text_page), indexes, (address + 16 * numbers).tolist(), (address + 8 + 16 * numbers).tolist()), maxlen=0)
        objects = list(map(_text_object, repeat(text_page), indexes))
        codes, x, y = codes[numbers], origins[numbers, 0], origins[numbers, 1]
        size, is_hidden, is_white = self._ink(text_page, indexes, objects, x, y)
        shown_x, shown_y = space.displayed(x, y)
        is_hidden |= (shown_x < 0) | (shown_x > space.width) | (shown_y < 0) | (shown_y > space.height)
        # A hidden print may stand on the spot of a visible one: each is held against its own kind.
        keep = np.ones(len(codes), dtype=bool)
        for kind in (is_hidden, ~is_hidden):
            keep[np.flatnonzero(kind)[is_overprint(codes[kind], shown_x[kind], shown_y[kind], size[kind], size[kind])]] = False
        return GateCharacters(codes[keep], shown_x[keep], shown_y[keep], size[keep] * space.user_unit, is_hidden[keep], is_white[keep])

    def _ink(self, text_page: int, indexes: list[int], objects: list[int], x: Floats, y: Floats) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
        """Size, hidden and white of each character. Office programs print every character as an object of its own, so
        only the first and the last of a run along a line are asked, and all of a run whose ends differ."""
        size, is_hidden, is_white = (np.zeros(len(x)), np.zeros(len(x), dtype=bool), np.zeros(len(x), dtype=bool))
        if not len(x):
            return size, is_hidden, is_white
        across, along = (np.minimum(np.abs(np.diff(x)), np.abs(np.diff(y))), np.maximum(np.abs(np.diff(x)), np.abs(np.diff(y))))
        leap = (across > 0.5) | (along > RUN_LEAP)
        starts = np.concatenate([[0], np.flatnonzero(leap) + 1, [len(x)]]).tolist()
        matrices: dict[int, Matrix] | None = None
        known: dict[int, _Ink] = {}
        box = (ctypes.c_float * 4)()

        def ink(item: int) -> _Ink:
            nonlocal matrices
            if item not in known:
                clip = _clip(item)
                if clip is not None:
                    if matrices is None:
                        matrices = {inner: matrix for inner, _, matrix in self._objects() if matrix is not None}
                    if item in matrices:
                        clip = _turned(clip, matrices[item])
                known[item] = _Ink(_render_mode(item) in HIDDEN_MODES, _has_white_fill(item), clip)
            return known[item]

        for first, last in pairwise(starts):
            _loose_box(text_page, indexes[first], ctypes.addressof(box))
            left, top, right, bottom = box
            size[first:last] = max(abs(top - bottom), 1.0)
            middle_x, middle_y = ((left + right) / 2 - x[first], (top + bottom) / 2 - y[first])
            ends = {objects[first], objects[last - 1]} - {None}
            inks = {ink(item) for item in ends}
            if not inks:
                continue
            if len(inks) == 1:
                (one,) = inks
                is_white[first:last] = one.is_white
                is_hidden[first:last] = one.is_invisible
                if one.clip is not None:
                    is_hidden[first:last] |= _outside(one.clip, x[first:last] + middle_x, y[first:last] + middle_y)
                continue
            for number in range(first, last):
                if objects[number]:
                    one = ink(objects[number])
                    is_white[number], is_hidden[number] = one.is_white, one.is_invisible
                    if one.clip is not None:
                        is_hidden[number] |= bool(_outside(one.clip, x[number : number + 1] + middle_x, y[number : number + 1] + middle_y)[0])
        return size, is_hidden, is_white

    def _objects(self) -> list[tuple[int, int, Matrix | None]]:
        """Address, kind and, within form objects, the matrix to user space of each object of the page."""
        if self._found_objects is None:
            self._found_objects = self._walked()
        return self._found_objects

    def _walked(self) -> list[tuple[int, int, Matrix | None]]:
        found: list[tuple[int, int, Matrix | None]] = []
        pending: list[tuple[list[int], Matrix | None, int]] = [(_members(_page_object, self._handle, _count_objects(self._handle)), None, 0)]
        while pending:
            items, matrix, depth = pending.pop()
            kinds = list(map(_object_type, items))
            found.extend(zip(items, kinds, repeat(matrix)))
            if depth < FORM_DEPTH and pdfium.FPDF_PAGEOBJ_FORM in kinds:
                for item, kind in zip(items, kinds, strict=True):
                    if kind == pdfium.FPDF_PAGEOBJ_FORM and len(found) < OBJECT_LIMIT:
                        own = (ctypes.c_float * 6)()
                        _object_matrix(item, ctypes.addressof(own))
                        inner = _product(tuple(own), matrix) if matrix is not None else tuple(own)
                        pending.append((_members(_form_object, item, max(0, _count_form_objects(item))), inner, depth + 1))
        return found

    def close(self) -> None:
        self._text_page.close()
        self._page.close()


def _address(handle: object) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _members(member, owner: int, count: int) -> list[int]:
    return list(map(member, repeat(owner, count), range(count)))


def _is_painted(path: int) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    _draw_mode(path, ctypes.addressof(fill), ctypes.addressof(stroke))
    return bool(fill.value or stroke.value)


def _is_filled(path: int) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(_draw_mode(path, ctypes.addressof(fill), ctypes.addressof(stroke)) and fill.value)


def _has_white_fill(item: int) -> bool:
    parts = (ctypes.c_uint * 4)()
    address = ctypes.addressof(parts)
    if not _fill_colour(item, address, address + 4, address + 8, address + 12):
        return False
    return min(parts[:3]) >= WHITE_LEVEL


def _clip(item: int) -> tuple[float, float, float, float] | None:
    """What the clip paths of an object leave to be seen: the boxes around them, which for office programs are rectangles."""
    clip = _clip_path(item)
    count = _count_clip_paths(clip) if clip else 0
    if count < 1:
        return None
    left, bottom, right, top = -math.inf, -math.inf, math.inf, math.inf
    for path in range(count):
        points = [_point(_clip_segment(clip, path, number)) for number in range(min(3, _count_clip_segments(clip, path)))]
        if len(points) < 3:
            continue
        (ax, ay), (bx, by), (cx, cy) = points
        if not ((ax == bx and by == cy) or (ay == by and bx == cx)):
            points += [_point(_clip_segment(clip, path, number)) for number in range(3, _count_clip_segments(clip, path))]
            ax, cx = min(x for x, _ in points), max(x for x, _ in points)
            ay, cy = min(y for _, y in points), max(y for _, y in points)
        left, right = max(left, min(ax, cx)), min(right, max(ax, cx))
        bottom, top = max(bottom, min(ay, cy)), min(top, max(ay, cy))
    return (left, bottom, right, top) if left > -math.inf else None


_POINT = (ctypes.c_float * 2)()
_POINT_X, _POINT_Y = ctypes.addressof(_POINT), ctypes.addressof(_POINT) + 4


def _point(segment: int) -> tuple[float, float]:
    _segment_point(segment, _POINT_X, _POINT_Y)
    return _POINT[0], _POINT[1]


def _outside(clip: tuple[float, float, float, float], x: Floats, y: Floats) -> NDArray[np.bool_]:
    return (x < clip[0]) | (x > clip[2]) | (y < clip[1]) | (y > clip[3])


def _turned(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


class GateDocument:
    """A document opened by pdfium. Raises ``UnreadableDocument``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document = open_document(path)
        self.page_count = len(self._document)

    def page(self, index: int) -> GatePage:
        with engine_errors(NAME, "cannot open the page"):
            return GatePage(self._document[index])

    def close(self) -> None:
        self._document.close()


def open_document(path: Path) -> pypdfium2.PdfDocument:
    """Raises ``UnreadableDocument`` with what is wrong with the file, seen from its bytes where pdfium only says no."""
    with path.open("rb") as file:
        head = file.read(1024)
        size = file.seek(0, 2)
        file.seek(max(0, size - 1024))
        tail = file.read(1024)
    if not size:
        raise UnreadableDocument("empty_file", "0 bytes")
    if b"%PDF-" not in head:
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if start.startswith((b"<!doctype html", b"<html", b"<script", b"<head", b"<!--")) or b"<html" in head.lower():
            raise UnreadableDocument("html_named_pdf", "the file is a web page")
        raise UnreadableDocument("not_a_pdf", f"{size} bytes that do not begin as a PDF does")
    try:
        document = pypdfium2.PdfDocument(path)
        page_count = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableDocument("encrypted", "a password is needed") from error
        if b"%%EOF" not in tail:
            raise UnreadableDocument("truncated", f"the file stops after {size} bytes without its end") from error
        raise UnreadableDocument("damaged", f"its structure cannot be read: {error}") from error
    if not page_count:
        document.close()
        raise UnreadableDocument("no_pages", "a PDF without pages")
    return document


def _ordered(box: Sequence[float]) -> tuple[float, float, float, float]:
    return (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))


def gate_words(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(squeeze(fold(word)) for word in words)
