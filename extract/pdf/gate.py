"""pypdfium2: opens documents, reads each page's text first, and knows what the fast engine does not: boxes, rotation, hidden text.

Pages are read through the raw interface: one call a character is the cost of this engine, and its wrappers double it.
"""

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extract.pdf.page_space import PageSpace
from extract.text import fold, squeeze

NAME = "pdfium"
# Text render modes that leave no ink: invisible, and clip without paint.
HIDDEN_MODES = (3, 7)
# A page of whose characters more than this share has no Unicode value cannot be judged by its text.
UNMAPPED_SHARE = 0.2
_UNMAPPED = re.compile("[\0\ufffd\ufffe\uffff\ue000-\uf8ff]")
_FORM_DEPTH = 8


def _bound(function, result, *arguments):
    """The library's function with plain addresses as arguments: no wrapper objects in calls made for every character."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)


_char_origin = _bound(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_unicode = _bound(pdfium.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_is_generated = _bound(pdfium.FPDFText_IsGenerated, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_text_object = _bound(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_render_mode = _bound(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_object_type = _bound(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)


class UnreadableDocument(Exception):
    """A document that cannot be read at all. ``code`` is one of the reasons below, ``detail`` says what was seen."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class GateCharacters:
    """The characters of a page as pdfium sees them, white space left out; origins in user space (points, y up)."""

    codes: NDArray[np.uint32]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    is_hidden: NDArray[np.bool_]


class GatePage:
    """One open page. Close it: an unclosed page keeps its memory until the document closes."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._text_page = page.get_textpage()
        self.text: str = self._text_page.get_text_range()
        self.squeezed: str = squeeze(self.text)

    def holds(self, words: Sequence[str]) -> bool:
        """Whether one of ``words`` (squeezed) stands on the page, or its text cannot be trusted to tell."""
        if any(word in self.squeezed for word in words):
            return True
        unmapped = len(_UNMAPPED.findall(self.squeezed))
        return unmapped > UNMAPPED_SHARE * len(self.squeezed)

    @property
    def is_blank(self) -> bool:
        return not self.squeezed

    def has_image(self) -> bool:
        return any(_object_type(address) == pdfium.FPDF_PAGEOBJ_IMAGE for address in self._objects())

    def space(self, user_unit: float = 1.0) -> PageSpace:
        """The visible box: the crop box within the media box, as a viewer shows it."""
        media, crop = _ordered(self._page.get_mediabox()), _ordered(self._page.get_cropbox())
        box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
        if box[2] - box[0] < 1 or box[3] - box[1] < 1:
            box = media
        return PageSpace(*box, rotation=self._page.get_rotation() % 360, user_unit=user_unit)

    def characters(self) -> GateCharacters:
        text_page = ctypes.cast(self._text_page.raw, ctypes.c_void_p).value
        count = self._text_page.count_chars()
        origins = np.zeros((count, 2))
        address = origins.ctypes.data
        codes = np.fromiter(map(_unicode, repeat(text_page, count), range(count)), dtype=np.uint32, count=count)
        for _ in map(
            _char_origin, repeat(text_page, count), range(count), range(address, address + 16 * count, 16), range(address + 8, address + 8 + 16 * count, 16)
        ):
            pass
        objects = list(map(_text_object, repeat(text_page, count), range(count)))
        hidden = {item for item in set(objects) if item and _render_mode(item) in HIDDEN_MODES}
        is_hidden = np.fromiter((item in hidden for item in objects), dtype=bool, count=count) if hidden else np.zeros(count, dtype=bool)
        is_ink = (codes > 0x20) & (codes != 0xA0) & (codes != 0x3000) & (codes != 0xFFFE) & (codes != 0xFFFF)
        return GateCharacters(codes[is_ink], origins[is_ink, 0], origins[is_ink, 1], is_hidden[is_ink])

    def _objects(self) -> list[int]:
        page = self._page.raw
        return [ctypes.cast(pdfium.FPDFPage_GetObject(page, number), ctypes.c_void_p).value for number in range(pdfium.FPDFPage_CountObjects(page))]

    def close(self) -> None:
        self._text_page.close()
        self._page.close()


class GateDocument:
    """A document opened by pdfium. Raises ``UnreadableDocument``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document = open_document(path)
        self.page_count = len(self._document)

    def page(self, index: int) -> GatePage:
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
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def gate_words(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(squeeze(fold(word)) for word in words)
