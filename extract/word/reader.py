"""The one entry of the reader of Word documents."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml.etree import _Element
from olefile import isOleFile

from extract.geometry.drawn import COLUMN_WIDTH, LINE_HEIGHT, drawn
from extract.libreoffice import converted
from extract.packages import check_size, told_as_damage
from extract.pages import Box, Document, Line, Page, Signs, Table
from extract.text import count_characters, squeeze
from extract.word.tables import grid, paragraphs, parts
from extract.word.words import Hidden, Paragraph, paragraph

NAME = "word"
# The width of A4, on which lines are set.
WIDTH = 595.0


def open_document(path: Path, signs: Signs) -> Document:
    """What cannot be read is said when the first page is asked for."""
    return Document(read_pages(path, signs))


def read_pages(path: Path, signs: Signs) -> Iterator[Page]:
    """The pages of a ``.docx``, or of an older document (``.doc``, ``.wps``) as LibreOffice makes one of it. Raises UnreadableError before the first page."""
    if isOleFile(path):
        with converted(path, "docx") as document:
            yield from _read_pages(document, signs)
    else:
        yield from _read_pages(path, signs)


def _read_pages(path: Path, signs: Signs) -> Iterator[Page]:
    """A page is what lies between page breaks that stand outside of tables. Raises UnreadableError before the first page where nothing can be read."""
    with told_as_damage():
        check_size(path)
        body = docx.Document(str(path)).element.body
    words = tuple(map(squeeze, signs.words))
    number = 0
    with told_as_damage():
        for number, flow in enumerate(_flows(body), 1):
            yield flow.page(number, words)
    if not number:
        yield Page(1, WIDTH, 0.0, "", NAME, is_laid_out=False, is_made_up=True)


class _Flow:
    """What is set down one page, from its top."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._tables: list[Table] = []
        self._texts: list[str] = []
        self._top = 0.0
        self._width = WIDTH
        self.hidden = Hidden()

    def add_text(self, text: str) -> None:
        """Lines of text; what tabs part stands side by side."""
        for line in text.split("\n"):
            pieces = [piece.strip() for piece in line.split("\t") if piece.strip()]
            for number, piece in enumerate(pieces):
                left = WIDTH * number / len(pieces)
                self._lines.append(Line(piece, Box(left, self._top, left + WIDTH / len(pieces), self._top + LINE_HEIGHT)))
            if pieces:
                self._texts.append(" ".join(pieces))
                self._top += LINE_HEIGHT

    def add_paragraph(self, found: Paragraph, text: str) -> None:
        self.add_text(text)
        nested: list[_Element] = []
        for box in found.boxes:
            for within in paragraphs(box, self.hidden, nested):
                self.add_text(within.text)
        for table in nested:
            self.add_table(table)

    def add_table(self, table: _Element) -> None:
        found = grid(table, self.hidden)
        if any(cell.lines for cell in found.cells):
            made = drawn(found.cells, found.row_count, found.column_count, 0.0, self._top)
            self._tables.append(made)
            self._texts += ["\n".join(cell.lines) for cell in found.cells if cell.lines]
            self._top = made.box.bottom + LINE_HEIGHT
            self._width = max(self._width, COLUMN_WIDTH * found.column_count)
        for within in found.nested:
            self.add_table(within)

    def page(self, number: int, words: tuple[str, ...]) -> Page:
        text = "\n".join(self._texts)
        squeezed = squeeze(text)
        is_laid_out = any(word in squeezed for word in words)
        return Page(
            number,
            self._width,
            self._top,
            text,
            NAME,
            is_laid_out,
            lines=tuple(self._lines) if is_laid_out else (),
            tables=tuple(self._tables) if is_laid_out else (),
            visible_character_count=count_characters([text]),
            hidden_character_count=self.hidden.count,
            is_made_up=True,
        )

    @property
    def is_empty(self) -> bool:
        return not self._texts and not self.hidden.count


def _flows(body: Any) -> Iterator[_Flow]:
    flow = _Flow()
    for block in parts(body, qn("w:p"), qn("w:tbl")):
        if block.tag == qn("w:tbl"):
            flow.add_table(block)
            continue
        before = block.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")
        if before is not None and before.get(qn("w:val"), "true") not in ("0", "false", "off") and not flow.is_empty:
            yield flow
            flow = _Flow()
        found = paragraph(block, flow.hidden)
        flow.add_paragraph(found, found.pieces[0])
        for piece in found.pieces[1:]:
            if not flow.is_empty:
                yield flow
                flow = _Flow()
            flow.add_text(piece)
        section = block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if section is not None and _begins_page(section) and not flow.is_empty:
            yield flow
            flow = _Flow()
    if not flow.is_empty:
        yield flow


def _begins_page(section: _Element) -> bool:
    said = section.find(qn("w:type"))
    return said is None or said.get(qn("w:val")) not in ("continuous", "nextColumn")
