"""Twin set with reportlab, line by line on the canvas, so that it is known which row is cut where."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.extract.text_typesetter import Record
from tests.twin.page_design import COLUMN_POINTS, COLUMN_WIDTHS, FONT_SIZE, HEADINGS, LEADING, MARGIN, PADDING, PAGE_HEIGHT, PAGE_WIDTH, RULE, TITLE, TITLE_SIZE

_CHUNK = re.compile(r"[0-9A-Za-z.%]+|.", re.DOTALL)
_HANGING = "，。、；：”"
_TOP = 44.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A row, or the part of it that one page holds: each cell's lines with the slot they stand in, counted from the piece's top."""

    cells: tuple[tuple[tuple[int, str], ...], ...]
    slots: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Place:
    """The pages (from 1) that a row begins and ends on."""

    page: int
    page_last: int


def typeset(records: Sequence[Record], font: Path, path: Path, bottom_margin: float, *, gutter: int | None = None, keeps_rows: bool = False) -> list[Place]:
    """Writes ``records`` to ``path`` as a PDF and gives each row's place. The table ends ``bottom_margin`` points above the page's end at the latest.

    With a ``gutter`` (ems) no upright rules part the columns, but that much more white; with ``keeps_rows`` a row that does not fit begins the next page.

    Cells are centred over the whole row before a page break cuts it, so a short cell may stand on either side of the cut or
    be parted by it; there is no rule at the cut. Closing punctuation hangs over the column's edge.
    """
    # A name for each cut of the font: reportlab keeps the first font that a process gives a name to.
    face = f"twin-{zlib.crc32(font.read_bytes()):08x}"
    pdfmetrics.registerFont(TTFont(face, str(font)))
    canvas = Canvas(str(path), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=True)
    has_uprights = gutter is None
    places: list[Place] = []
    page, top = 1, _begin_page(canvas, face, has_uprights)
    for record in records:
        piece = _whole_row([wrap(text, (ems - (gutter or 0)) * FONT_SIZE, face) for text, ems in zip(record, COLUMN_WIDTHS, strict=True)])
        first_page = page
        while True:
            room = int((PAGE_HEIGHT - bottom_margin - top - 2 * PADDING) / LEADING)
            if piece.slots <= room:
                break
            if room > 0 and not keeps_rows:
                upper, piece = _cut(piece, room)
                _draw(canvas, upper, top, has_uprights)
            elif page == first_page:
                first_page += 1
            canvas.showPage()
            page, top = page + 1, _begin_page(canvas, face, has_uprights)
        top = _draw(canvas, piece, top, has_uprights)
        places.append(Place(first_page, page))
    canvas.save()
    return places


def wrap(text: str, width: float, face: str) -> list[str]:
    """Lines of ``text`` no wider than ``width`` points but for one closing mark; Latin words and numbers stay whole."""
    lines, line = [], ""
    for chunk in _CHUNK.findall(text):
        is_full = bool(line) and pdfmetrics.stringWidth(line + chunk, face, FONT_SIZE) > width + 1e-6
        hangs = chunk in _HANGING and pdfmetrics.stringWidth(line, face, FONT_SIZE) <= width + 1e-6
        if is_full and not hangs:
            lines.append(line)
            line = ""
        line += chunk
    return [*lines, line]


def _whole_row(cells: list[list[str]]) -> _Piece:
    slots = max(map(len, cells))
    return _Piece(tuple(tuple(enumerate(lines, (slots - len(lines)) // 2)) for lines in cells), slots, goes_on=False)


def _cut(piece: _Piece, slots: int) -> tuple[_Piece, _Piece]:
    upper = tuple(tuple((slot, line) for slot, line in cell if slot < slots) for cell in piece.cells)
    lower = tuple(tuple((slot - slots, line) for slot, line in cell if slot >= slots) for cell in piece.cells)
    return _Piece(upper, slots, goes_on=True), _Piece(lower, piece.slots - slots, piece.goes_on)


def _begin_page(canvas: Canvas, face: str, has_uprights: bool) -> float:
    """Title and headings; gives where the first row begins, from the page's top."""
    canvas.setLineWidth(RULE)
    canvas.setFont(face, TITLE_SIZE)
    canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 32, TITLE)
    canvas.setFont(face, FONT_SIZE)
    canvas.line(MARGIN, PAGE_HEIGHT - _TOP, MARGIN + sum(COLUMN_POINTS), PAGE_HEIGHT - _TOP)
    return _draw(canvas, _whole_row([[heading] for heading in HEADINGS]), _TOP, has_uprights)


def _draw(canvas: Canvas, piece: _Piece, top: float, has_uprights: bool) -> float:
    """Draws a piece with its sides and, unless it goes on overleaf, the rule below it; gives its bottom."""
    bottom = top + piece.slots * LEADING + 2 * PADDING
    edges = [MARGIN, *(MARGIN + x for x in accumulate(COLUMN_POINTS))]
    for x in edges if has_uprights else ():
        canvas.line(x, PAGE_HEIGHT - top, x, PAGE_HEIGHT - bottom)
    if not piece.goes_on:
        canvas.line(edges[0], PAGE_HEIGHT - bottom, edges[-1], PAGE_HEIGHT - bottom)
    for x, cell in zip(edges, piece.cells, strict=False):
        for slot, line in cell:
            baseline = top + PADDING + slot * LEADING + (LEADING + 0.76 * FONT_SIZE) / 2
            canvas.drawString(x + PADDING + RULE / 2, PAGE_HEIGHT - baseline, line)
    return bottom
