"""pdfium's functions for what is asked of every character and every object of a page.

What such a call costs is what Python makes for it: so nothing is wrapped, locks stay held, and the places that results
are written to are made once. Handles are plain addresses; ``pointer`` makes one of them an argument where no type is named.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Matrix = tuple[float, float, float, float, float, float]

pointer = ctypes.c_void_p
_INT, _UINT = ctypes.c_int, ctypes.c_uint


def address(handle: Any) -> int:
    """The plain address behind one of pdfium's pointers or functions."""
    return ctypes.cast(handle, pointer).value or 0


def _bound(function: Any, result: type[ctypes._SimpleCData[Any]], *leading: type[ctypes._SimpleCData[Any]]) -> Callable[..., Any]:
    """The library's function. ``leading`` are the types of its first arguments; others pass as they are: small integers and references."""
    return ctypes.PYFUNCTYPE(result, *leading)(address(function))


# Their first argument is a pointer(): it is the same in all calls for a page.
unicode_of = _bound(pdfium.FPDFText_GetUnicode, _UINT)
char_origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT)
loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT)
text_object = _bound(pdfium.FPDFText_GetTextObject, pointer)
page_object = _bound(pdfium.FPDFPage_GetObject, pointer)
form_object = _bound(pdfium.FPDFFormObj_GetObject, pointer, pointer, ctypes.c_ulong)
# Their first argument is an address.
render_mode = _bound(pdfium.FPDFTextObj_GetTextRenderMode, _INT, pointer)
fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, _INT, pointer)
object_type = _bound(pdfium.FPDFPageObj_GetType, _INT, pointer)
object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, _INT, pointer)
object_bounds = _bound(pdfium.FPDFPageObj_GetBounds, _INT, pointer)
count_objects = _bound(pdfium.FPDFPage_CountObjects, _INT, pointer)
count_form_objects = _bound(pdfium.FPDFFormObj_CountObjects, _INT, pointer)
draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT, pointer)
count_segments = _bound(pdfium.FPDFPath_CountSegments, _INT, pointer)
clip_path = _bound(pdfium.FPDFPageObj_GetClipPath, pointer, pointer)
count_clip_paths = _bound(pdfium.FPDFClipPath_CountPaths, _INT, pointer)
count_clip_segments = _bound(pdfium.FPDFClipPath_CountPathSegments, _INT, pointer)
clip_segment = _bound(pdfium.FPDFClipPath_GetPathSegment, pointer, pointer)
segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT, pointer)


class Results:
    """Room for what one function writes: ``width`` numbers a call, each through a reference of its own or all through one."""

    ROWS = 1024

    def __init__(self, function: Callable[..., int], kind: type[ctypes._SimpleCData[Any]], width: int, *, is_struct: bool = False) -> None:
        self._function = function
        numbers = (kind * (self.ROWS * width))()
        step = ctypes.sizeof(kind)
        self._places = [[ctypes.byref(numbers, step * (row * width + column)) for row in range(self.ROWS)] for column in range(1 if is_struct else width)]
        self._room = np.ctypeslib.as_array(numbers).reshape(self.ROWS, width)

    def of(self, subjects: Sequence[int], *, on: int | None = None) -> tuple[NDArray[np.bool_], NDArray[Any]]:
        """Calls the function for each subject (on a text page: ``on`` its address): whether it succeeded, and a row of numbers each, 0 where not."""
        succeeded, rows = np.empty(len(subjects), dtype=bool), np.empty((len(subjects), self._room.shape[1]), dtype=self._room.dtype)
        for start in range(0, len(subjects), self.ROWS):
            part = subjects[start : start + self.ROWS]
            self._room[: len(part)] = 0
            same = () if on is None else (repeat(pointer(on)),)
            succeeded[start : start + len(part)] = np.fromiter(map(self._function, *same, part, *self._places), dtype=bool, count=len(part))
            rows[start : start + len(part)] = self._room[: len(part)]
        return succeeded, rows


_ORIGINS = Results(char_origin, ctypes.c_double, 2)
_LOOSE_BOXES = Results(loose_box, ctypes.c_float, 4, is_struct=True)
_COLOURS = Results(fill_colour, ctypes.c_uint, 4)
_DRAW_MODES = Results(draw_mode, ctypes.c_int, 2)
_BOUNDS = Results(object_bounds, ctypes.c_float, 4)
_POINTS = Results(segment_point, ctypes.c_float, 2)


def origins(text_page: int, indexes: Sequence[int]) -> NDArray[np.float64]:
    """x and y in user space of each character of ``indexes``."""
    return _ORIGINS.of(indexes, on=text_page)[1]


def loose_boxes(text_page: int, indexes: Sequence[int]) -> NDArray[np.float64]:
    """Left, top, right, bottom in user space of each character: its advance by its font's height."""
    return _LOOSE_BOXES.of(indexes, on=text_page)[1].astype(np.float64)


def text_objects(text_page: int, indexes: Sequence[int]) -> list[int | None]:
    """The object that each character belongs to; None where pdfium made the character up."""
    return list(map(text_object, repeat(pointer(text_page)), indexes))


def fill_colours(items: Sequence[int]) -> tuple[NDArray[np.bool_], NDArray[np.uint32]]:
    """Whether each object has a fill colour, and its red, green, blue and opacity (0 to 255)."""
    return _COLOURS.of(items)


def draw_modes(paths: Sequence[int]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether each path is filled, and whether it is stroked."""
    modes = _DRAW_MODES.of(paths)[1]
    return modes[:, 0] != 0, modes[:, 1] != 0


def bounds(items: Sequence[int]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Whether each object has bounds, and left, bottom, right, top in the space of what it lies in."""
    succeeded, boxes = _BOUNDS.of(items)
    return succeeded, boxes.astype(np.float64)


def clip_points(clip: int, path: int) -> list[tuple[float, float]]:
    """The points of one path of a clip, curves by their ends and their control points."""
    segments = [clip_segment(clip, path, number) for number in range(count_clip_segments(clip, path))]
    return [(x, y) for x, y in _POINTS.of(segments)[1].astype(np.float64).tolist()]


def matrix_of(item: int) -> Matrix:
    """The six numbers of an object's matrix."""
    matrix = (ctypes.c_float * 6)()
    object_matrix(item, ctypes.byref(matrix))
    a, b, c, d, e, f = matrix
    return a, b, c, d, e, f


def has_mark(item: int, name: str) -> bool:
    """Whether an object stands within marked content of this name."""
    subject = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
    letters, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
    for number in range(max(0, pdfium.FPDFPageObj_CountMarks(subject))):
        mark = pdfium.FPDFPageObj_GetMark(subject, number)
        if (
            pdfium.FPDFPageObjMark_GetName(mark, letters, ctypes.sizeof(letters), ctypes.byref(length))
            and bytes(letters)[: length.value].decode("utf-16-le").rstrip("\0") == name
        ):
            return True
    return False
