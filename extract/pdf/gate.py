"""pypdfium2: opens documents, reads each page's text first, and knows what the fast engine does not: boxes, rotation, hidden text.

``calls`` holds what is asked of every character and every object; the rest goes through pypdfium2's own classes.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extract.geometry.glyphs import is_blank, is_overprint
from extract.geometry.page_space import PageSpace
from extract.pdf import calls, one_font
from extract.pdf.engine import engine_errors
from extract.reasons import UnreadableError
from extract.text import squeeze

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Matrix = calls.Matrix
Rectangle = tuple[float, float, float, float]

NAME = "pdfium"
one_font.install()
# Text render modes that leave no ink: invisible, and clip without paint.
HIDDEN_MODES = (3, 7)
# Red, green and blue of 255 from which on ink is white.
WHITE_LEVEL = 250
# Ink of which even the darkest of the three is above this, or that lets more than half through, is pale.
PALE_LEVEL, HALF_OPAQUE = 150, 128
# A page of whose characters more than this share has no Unicode value cannot be judged by its text.
UNMAPPED_SHARE = 0.2
# A character shows when this share of the way from its origin to its middle lies within its clip. Below the middle, as the point by which a
# cell takes it (glyphs.ANCHOR_ABOVE): of a line that a page break cuts through, the same page must show it and hold it in a cell.
SEEN_AT = 0.8
# Digits of one number stand no further apart than this share of the size; a narrow cell clips off so many at most.
DIGIT_STEP, MOST_CLIPPED_DIGITS = 0.7, 2
_OF_NUMBERS = np.array(list(map(ord, "0123456789.,-")), dtype=np.uint32)
# Characters further apart (points) are not asked together for what they look like.
RUN_LEAP = 30.0
# Latin letters are no narrower than this share of the size; two of them side by side are no second print. The first Chinese code.
NARROW, CJK = 0.2, 0x2E80
# What is painted over a character is at least so large (points) in both directions: rules are not.
LEAST_COVER = 4.0
FORM_DEPTH = 8
OBJECT_LIMIT = 200_000
# A file that is whole says so within its last bytes.
_TRAILER_BYTES = 1024
# What white ink shows on, besides filled paths.
_GROUND_KINDS = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
_EVERYWHERE = (-np.inf, -np.inf, np.inf, np.inf)
_UNMAPPED = re.compile("[\0\ufffd\ufffe\uffff\ue000-\uf8ff]")

_TEXT = pdfium.FPDF_PAGEOBJ_TEXT
_COVERS = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)


@dataclass(frozen=True, slots=True)
class GateCharacters:
    """The characters of a page as pdfium sees them, white space left out, each print once; displayed points.

    ``is_hidden``: invisible by its render mode, or outside of its clip or of the page. ``is_white``: white ink, which
    shows on a coloured ground only; ``is_pale``: ink that is light but not white, as watermarks are.
    """

    codes: NDArray[np.uint32]
    x: Floats
    y: Floats
    size: Floats
    is_hidden: Flags
    is_white: Flags
    is_pale: Flags
    numbers: NDArray[np.int64]  # of each character within pdfium's text of the page


@dataclass(frozen=True, slots=True)
class _Inks:
    """What pdfium knows of the kinds of ink on a page, by their number. ``clip`` rows are x0, y0, x1, y1 in user space, infinite where all shows."""

    is_invisible: Flags
    is_white: Flags
    is_pale: Flags
    clip: Floats


@dataclass(frozen=True, slots=True)
class _Group:
    """Objects of the page, or of one form object with the matrix that takes its space to the page's. They are painted one after the other,
    from ``begin`` on within ``span``: a form's own objects between its neighbours."""

    items: list[int]
    kinds: list[int]
    matrix: Matrix | None
    begin: float = 0.0
    span: float = 1.0

    @property
    def orders(self) -> list[float]:
        step = self.span / (len(self.items) + 1)
        return [self.begin + step * number for number in range(1, len(self.items) + 1)]

    def of_kind(self, kind: int) -> list[int]:
        return list(compress(self.items, map(kind.__eq__, self.kinds)))


# A page number and a heading may stand as characters beside words that are drawn. A frame is a shape of five or nine points; twenty characters have as many as a page of words.
_FEW_CHARACTERS, _MOST_SEGMENTS_OF_RULE, _LEAST_SEGMENTS_OF_WORDS = 20, 12, 2000


def _displayed(items: list[int], matrix: Matrix | None, space: PageSpace) -> list[tuple[float, float, float, float]]:
    """Displayed boxes (x0, top, x1, bottom) of objects that are drawn by ``matrix``."""
    boxes = []
    has_bounds, corners = calls.bounds(items)
    for box in corners[has_bounds].tolist():
        turned = np.array(_turned(tuple(box), matrix) if matrix is not None else box)
        x, y = space.displayed(turned[[0, 2]], turned[[1, 3]])
        boxes.append((float(x.min()), float(y.min()), float(x.max()), float(y.max())))
    return boxes


class GatePage:
    """One open page. Close it: an unclosed page keeps its memory until the document closes."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._handle = calls.address(page.raw)
        self._found_objects: list[_Group] | None = None
        self._found_matrices: dict[int, Matrix] | None = None
        # Invisible, white, pale, clip: the first kind is ink that nothing hides, and whatever pdfium made up without an object.
        self._known_inks: dict[tuple[bool, bool, bool, Rectangle], int] = {(False, False, False, _EVERYWHERE): 0}
        self._known_clips: dict[tuple[int | None, ...], Rectangle] = {}
        self._ink_of: dict[int | None, int] = {}
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
        return not calls.count_objects(self._handle)

    @property
    def has_unread_text(self) -> bool:
        """Whether text is drawn of which not even a blank can be read, as with damaged fonts."""
        return not self._text_page.count_chars() and any(kind == pdfium.FPDF_PAGEOBJ_TEXT for _, kind, _ in self._objects())

    def has_image(self) -> bool:
        return any(pdfium.FPDF_PAGEOBJ_IMAGE in group.kinds for group in self._groups())

    def has_outlined_words(self) -> bool:
        """Whether words may be drawn as the outlines of their characters, as some programs do with fonts: hardly a character, and shapes of many points."""
        if len(self.squeezed) > _FEW_CHARACTERS:
            return False
        counts = (calls.count_segments(item) for group in self._groups() for item in group.of_kind(pdfium.FPDF_PAGEOBJ_PATH))
        return bool(sum(count for count in counts if count > _MOST_SEGMENTS_OF_RULE) >= _LEAST_SEGMENTS_OF_WORDS)

    def path_count(self) -> int:
        """How many painted paths the page holds, those in form objects included."""
        is_filled, is_stroked = calls.draw_modes([item for group in self._groups() for item in group.of_kind(pdfium.FPDF_PAGEOBJ_PATH)])
        return int((is_filled | is_stroked).sum())

    def grounds(self, space: PageSpace) -> list[tuple[float, float, float, float]]:
        """Displayed boxes (x0, top, x1, bottom) of what white ink shows on: filled paths that are not white, pictures, shadings."""
        boxes = []
        for group in self._groups():
            paths = group.of_kind(pdfium.FPDF_PAGEOBJ_PATH)
            shows = calls.draw_modes(paths)[0] & ~_has_white_fill(paths)
            boxes += _displayed(list(compress(paths, shows)) + [item for kind in _GROUND_KINDS for item in group.of_kind(kind)], group.matrix, space)
        return boxes

    def pictures(self, space: PageSpace) -> list[tuple[float, float, float, float]]:
        """Displayed boxes (x0, top, x1, bottom) of the page's pictures."""
        return [box for group in self._groups() for box in _displayed(group.of_kind(pdfium.FPDF_PAGEOBJ_IMAGE), group.matrix, space)]

    def covers(self, space: PageSpace) -> list[tuple[float, Rectangle]]:
        """Order and displayed box of everything filled and opaque that is painted after some text, and large enough to cover a character."""
        first_text = min((order for group in self._groups() for order, kind in zip(group.orders, group.kinds, strict=True) if kind == _TEXT), default=None)
        if first_text is None:
            return []
        found = []
        for group in self._groups():
            later = [(item, order) for item, kind, order in zip(group.items, group.kinds, group.orders, strict=True) if order > first_text and kind in _COVERS]
            if not later:
                continue
            items, orders = map(list, zip(*later, strict=True))
            has_bounds, boxes = calls.bounds(items)
            large = np.flatnonzero(has_bounds & (np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > LEAST_COVER))
            paths = [items[number] for number in large.tolist()]
            is_filled = calls.draw_modes(paths)[0]
            has_colour, colours = calls.fill_colours(paths)
            for at, number in enumerate(large.tolist()):
                is_path = calls.object_type(items[number]) == pdfium.FPDF_PAGEOBJ_PATH
                if is_path and not (is_filled[at] and (not has_colour[at] or colours[at, 3] == 255)):
                    continue
                box = tuple(boxes[number].tolist())
                corners = np.array(_turned(box, group.matrix) if group.matrix is not None else box)
                x, y = space.displayed(corners[[0, 2]], corners[[1, 3]])
                found.append((orders[number], (float(x.min()), float(y.min()), float(x.max()), float(y.max()))))
        return found

    def painting_order(self, numbers: NDArray[np.int64]) -> Floats:
        """When each character is painted; those that pdfium made up, last."""
        orders: dict[int | None, float] = {item: order for group in self._groups() for item, order in zip(group.items, group.orders, strict=True)}
        return np.array([orders.get(item, math.inf) for item in calls.text_objects(calls.address(self._text_page.raw), numbers.tolist())])

    def is_on_layer(self, numbers: NDArray[np.int64]) -> Flags:
        """Whether each character is marked as optional content, or in a form object, which may be."""
        objects = calls.text_objects(calls.address(self._text_page.raw), numbers.tolist())
        marked: dict[int | None, bool] = {item: item in self._matrices() or calls.has_mark(item, "OC") for item in dict.fromkeys(objects) if item}
        return np.array([marked.get(item, False) for item in objects], dtype=bool)

    def places(self, numbers: NDArray[np.int64], space: PageSpace) -> tuple[Floats, Floats, Floats, Floats]:
        """Displayed left, top, right and bottom of each character."""
        boxes = calls.loose_boxes(calls.address(self._text_page.raw), numbers.tolist())
        x, y = space.displayed(boxes[:, [0, 2]], boxes[:, [1, 3]])
        return x.min(axis=1), y.min(axis=1), x.max(axis=1), y.max(axis=1)

    def painted(self, scale: float) -> NDArray[np.uint8]:
        """The page as displayed, in grey, ``scale`` pixels a point."""
        with engine_errors(NAME, "cannot paint the page"):
            bitmap = self._page.render(scale=scale, grayscale=True, may_draw_forms=False)
            picture = np.array(bitmap.to_numpy()).reshape(bitmap.height, -1)[:, : bitmap.width]
            bitmap.close()
            return picture

    def space(self, user_unit: float = 1.0) -> PageSpace:
        """The visible box: the crop box within the media box, as a viewer shows it, each its own or inherited from the page tree."""
        box = _ordered(self._page.get_bbox())
        if box[2] - box[0] < 1 or box[3] - box[1] < 1:
            box = _ordered(self._page.get_mediabox())
        return PageSpace(*box, rotation=self._page.get_rotation() % 360, user_unit=user_unit)

    def characters(self, space: PageSpace) -> GateCharacters:
        text_page = calls.address(self._text_page.raw)
        codes = self._codes(text_page)
        numbers = np.flatnonzero(~is_blank(codes))
        codes, indexes = codes[numbers], numbers.tolist()
        x, y = calls.origins(text_page, indexes).T
        size, is_hidden, is_white, is_pale = self._ink(text_page, numbers, x, y)
        shown_x, shown_y = space.displayed(x, y)
        is_hidden |= (shown_x < 0) | (shown_x > space.width) | (shown_y < 0) | (shown_y > space.height)
        if is_hidden.any():
            is_hidden &= ~_ends_of_numbers(codes, shown_x, shown_y, size, is_hidden)
        # A hidden print may stand on the spot of a visible one: each is held against its own kind.
        keep = np.ones(len(codes), dtype=bool)
        advance = np.where(codes < CJK, NARROW * size, size)
        for kind in (is_hidden, ~is_hidden):
            keep[np.flatnonzero(kind)[is_overprint(codes[kind], shown_x[kind], shown_y[kind], size[kind], advance[kind])]] = False
        size = size * space.user_unit
        return GateCharacters(codes[keep], shown_x[keep], shown_y[keep], size[keep], is_hidden[keep], is_white[keep], is_pale[keep], numbers[keep])

    def _codes(self, text_page: int) -> NDArray[np.uint32]:
        """Code point of each character. The page's text holds them too, unless pdfium left some out of it."""
        count = self._text_page.count_chars()
        if len(self.text) == count:
            return np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return np.fromiter(map(calls.unicode_of, repeat(calls.pointer(text_page)), range(count)), dtype=np.uint32, count=count)

    def _ink(self, text_page: int, numbers: NDArray[np.int64], x: Floats, y: Floats) -> tuple[Floats, Flags, Flags, Flags]:
        """Size, hidden, white and pale of each character. Where every character is an object of its own, as office programs print, only the first
        and the last of a run along a line are asked; all of a run whose ends differ, and all of a page where some is not seen."""
        if not len(x):
            none = np.zeros(0, dtype=bool)
            return np.zeros(0), none, none, none
        across, along = (np.minimum(np.abs(np.diff(x)), np.abs(np.diff(y))), np.maximum(np.abs(np.diff(x)), np.abs(np.diff(y))))
        leap = (across > 0.5) | (along > RUN_LEAP)
        starts = np.concatenate([[0], np.flatnonzero(leap) + 1, [len(x)]])
        first, last, lengths = starts[:-1], starts[1:] - 1, np.diff(starts)
        boxes = calls.loose_boxes(text_page, numbers[first].tolist())
        seen_x = x + np.repeat(SEEN_AT * ((boxes[:, 0] + boxes[:, 2]) / 2 - x[first]), lengths)
        seen_y = y + np.repeat(SEEN_AT * ((boxes[:, 1] + boxes[:, 3]) / 2 - y[first]), lengths)
        size = np.repeat(np.maximum(np.abs(boxes[:, 1] - boxes[:, 3]), 1.0), lengths)

        objects = np.array(calls.text_objects(text_page, numbers.tolist()), dtype=object)
        begin, end = np.split(self._ink_numbers(objects[np.concatenate([first, last])].tolist()), 2)
        ink = np.repeat(begin, lengths)
        pieces = np.add.reduceat(np.concatenate([[True], objects[1:] != objects[:-1]]), first)
        mixed = np.flatnonzero(np.repeat((begin != end) | ((pieces > 1) & (2 * pieces <= lengths)), lengths))
        is_hidden, is_white = self._seen(ink, seen_x, seen_y)
        if is_hidden.any() or is_white.any():
            # Where something is hidden, more may be in the middle of a line, and what runs over it must not go with it.
            mixed = np.arange(len(x))
        if len(mixed):
            ink[mixed] = self._ink_numbers(objects[mixed].tolist())
            is_hidden, is_white = self._seen(ink, seen_x, seen_y)
        return size, is_hidden, is_white, self._inks().is_pale[ink]

    def _seen(self, ink: NDArray[np.int64], seen_x: Floats, seen_y: Floats) -> tuple[Flags, Flags]:
        """Which characters of these inks at these places are hidden, and which are white."""
        inks = self._inks()
        clip = inks.clip[ink]
        outside = (seen_x < clip[:, 0]) | (seen_x > clip[:, 2]) | (seen_y < clip[:, 1]) | (seen_y > clip[:, 3])
        return inks.is_invisible[ink] | outside, inks.is_white[ink]

    def _ink_numbers(self, items: Sequence[int | None]) -> NDArray[np.int64]:
        """The number of each object's kind of ink."""
        asked = [item for item in dict.fromkeys(items) if item and item not in self._ink_of]
        is_invisible = map(HIDDEN_MODES.__contains__, map(calls.render_mode, asked))
        inks = list(zip(is_invisible, *_white_and_pale(asked), self._clips(asked), strict=True))
        for ink in dict.fromkeys(inks):
            self._known_inks.setdefault(ink, len(self._known_inks))
        self._ink_of.update(zip(asked, map(self._known_inks.__getitem__, inks), strict=True))
        return np.fromiter(map(self._ink_of.get, items, repeat(0)), dtype=np.int64, count=len(items))

    def _inks(self) -> _Inks:
        is_invisible, is_white, is_pale, clips = zip(*self._known_inks, strict=True)
        return _Inks(np.array(is_invisible), np.array(is_white), np.array(is_pale), np.array(clips))

    def _clips(self, items: Sequence[int]) -> list[Rectangle]:
        """What the clip paths of each object leave to be seen, in user space."""
        clips = list(map(calls.clip_path, items))
        counts = list(map(calls.count_clip_paths, clips))
        # Objects share their clip paths: the same points at the same place need not be read again while the page is open.
        beginnings = [map(calls.clip_segment, clips, repeat(path), repeat(0)) for path in range(max(counts, default=0))]
        keys = list(zip(*beginnings, strict=True)) or [()] * len(items)
        for key, (clip, count) in dict(zip(keys, zip(clips, counts, strict=True), strict=True)).items():
            if key not in self._known_clips:
                self._known_clips[key] = _clip_box(clip, count)
        boxes = list(map(self._known_clips.__getitem__, keys))
        if not beginnings or not self._matrices():
            return boxes
        matrices = map(self._matrices().get, items)
        return [_turned(box, matrix) if matrix and box != _EVERYWHERE else box for box, matrix in zip(boxes, matrices, strict=True)]

    def _matrices(self) -> dict[int, Matrix]:
        """The matrix of each object within form objects."""
        if self._found_matrices is None:
            self._found_matrices = {item: group.matrix for group in self._groups() if group.matrix is not None for item in group.items}
        return self._found_matrices

    def _objects(self) -> Iterator[tuple[int, int, Matrix | None]]:
        """Address, kind and, within form objects, the matrix to user space of each object of the page."""
        for group in self._groups():
            yield from zip(group.items, group.kinds, repeat(group.matrix))

    def _groups(self) -> list[_Group]:
        if self._found_objects is None:
            self._found_objects = self._walked()
        return self._found_objects

    def _walked(self) -> list[_Group]:
        found: list[_Group] = []
        count = calls.count_objects(self._handle)
        members: Iterator[int] = map(calls.page_object, repeat(calls.pointer(self._handle), count), range(count))
        pending: list[tuple[Iterator[int], Matrix | None, int, float, float]] = [(members, None, 0, 0.0, 1.0)]
        held = 0
        while pending:
            members, matrix, depth, begin, span = pending.pop()
            items = list(members)
            group = _Group(items, list(map(calls.object_type, items)), matrix, begin, span)
            found.append(group)
            held += len(items)
            if depth < FORM_DEPTH and pdfium.FPDF_PAGEOBJ_FORM in group.kinds:
                orders = dict(zip(items, group.orders, strict=True))
                for form in group.of_kind(pdfium.FPDF_PAGEOBJ_FORM):
                    if held < OBJECT_LIMIT:
                        own = calls.matrix_of(form)
                        count = max(0, calls.count_form_objects(form))
                        inner = map(calls.form_object, repeat(form, count), range(count))
                        pending.append((inner, _product(own, matrix) if matrix is not None else own, depth + 1, orders[form], span / (len(items) + 1)))
        return found

    def close(self) -> None:
        self._text_page.close()
        self._page.close()


def _ends_of_numbers(codes: NDArray[np.uint32], x: Floats, y: Floats, size: Floats, is_hidden: Flags) -> Flags:
    """Hidden digits that a cell too narrow for its number clips off, beside the digits that show: without them the number is another one."""
    if len(codes) < 2:
        return np.zeros(len(codes), dtype=bool)
    step = np.diff(x)
    is_of_number = np.isin(codes, _OF_NUMBERS)
    is_joined = (np.abs(np.diff(y)) < 0.1 * size[1:]) & (step > 0) & (step < DIGIT_STEP * size[1:]) & is_of_number[1:] & is_of_number[:-1]
    shown = ~is_hidden
    for _ in range(MOST_CLIPPED_DIGITS):
        shown[:-1] |= is_joined & shown[1:]
        shown[1:] |= is_joined & shown[:-1]
    return shown & is_hidden


def _has_white_fill(items: Sequence[int]) -> Flags:
    has_colour, colours = calls.fill_colours(items)
    return has_colour & (colours[:, :3] >= WHITE_LEVEL).all(axis=1)


def _white_and_pale(items: Sequence[int]) -> tuple[list[bool], list[bool]]:
    has_colour, colours = calls.fill_colours(items)
    darkest, is_through = colours[:, :3].min(axis=1), colours[:, 3] < HALF_OPAQUE
    is_white = has_colour & (darkest >= WHITE_LEVEL)
    return is_white.tolist(), (has_colour & ~is_white & ((darkest >= PALE_LEVEL) | is_through)).tolist()


def _clip_box(clip: int, count: int) -> Rectangle:
    """What ``count`` clip paths leave to be seen: the boxes around them, which for office programs are rectangles."""
    boxes = [_EVERYWHERE]
    for path in range(count):
        points = calls.clip_points(clip, path)
        if len(points) > 2:
            xs, ys = zip(*points, strict=True)
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _turned(box: Rectangle, matrix: Matrix) -> Rectangle:
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


class GateDocument:
    """A document opened by pdfium. Raises UnreadableError."""

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
    """Raises UnreadableError: encrypted, truncated, damaged, no_pages."""
    try:
        document = pypdfium2.PdfDocument(path)
        page_count = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableError("encrypted", "a password is needed") from error
        if b"%%EOF" not in path.read_bytes()[-_TRAILER_BYTES:]:
            raise UnreadableError("truncated", f"the file stops after {path.stat().st_size} bytes without its end") from error
        raise UnreadableError("damaged", f"its structure cannot be read: {error}") from error
    if not page_count:
        document.close()
        raise UnreadableError("no_pages", "a PDF without pages")
    return document


def _ordered(box: Sequence[float]) -> tuple[float, float, float, float]:
    return (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))
