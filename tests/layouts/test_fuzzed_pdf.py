"""Invented forms typeset as PDF and read back from the file: lines, cells and page breaks as the reader finds them."""

import os
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract import pdf
from extract.layouts import gate_words, read_layouts
from extract.pages import Cell, Page
from tests.layouts.form_fuzzer import Printed, printed
from tests.layouts.test_fuzzed_forms import differences_of
from tests.layouts.typeset import register_font

SEEDS = range(int(os.environ.get("FORM_PDF_FIRST", "0")), int(os.environ.get("FORM_PDF_FIRST", "0")) + int(os.environ.get("FORM_PDF_SEEDS", "12")))
_SIZE = 9.0

pytestmark = pytest.mark.slow
FONT = "forms"


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> list[tuple[int, Printed, Path]]:
    folder = tmp_path_factory.mktemp("forms")
    found = [(seed, printed(seed), folder / f"{seed}.pdf") for seed in SEEDS]
    register_font([page for _, document, _ in found for page in document.pages], folder, FONT)
    for _, document, path in found:
        _typeset(document.pages, path)
    return found


def _typeset(pages: tuple[Page, ...], path: Path) -> None:
    """Draws cells and lines where they stand, a rule where a side is closed."""
    canvas = Canvas(str(path), invariant=1)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        canvas.setLineWidth(0.5)
        for line in page.lines:
            canvas.setFont(FONT, _SIZE)
            canvas.drawString(line.box.x0, page.height - line.box.bottom + 2, line.text)
        for table in page.tables:
            for cell in table.cells:
                _draw(canvas, cell, page.height)
        canvas.showPage()
    canvas.save()


def _draw(canvas: Canvas, cell: Cell, height: float) -> None:
    left, right, top, bottom = cell.box.x0, cell.box.x1, height - cell.box.top, height - cell.box.bottom
    for x in (left, right):
        canvas.line(x, top, x, bottom)
    for y, is_open in ((top, cell.is_open_top), (bottom, cell.is_open_bottom)):
        if not is_open:
            canvas.line(left, y, right, y)
    lines = cell.text.split("\n") if cell.text else []
    first = top - (top - bottom - 12 * len(lines)) / 2
    for number, text in enumerate(lines):
        size = min(_SIZE, 0.94 * (right - left) / max(len(text), 1))
        canvas.setFont(FONT, size)
        canvas.drawCentredString((left + right) / 2, first - 12 * number - 9.5, text)


def test_typeset_forms_come_out_whole(documents):
    found = [text for seed, document, path in documents for text in differences_of(seed, document, read_layouts(pdf.read_pages(path, gate_words())))]
    assert not found, "\n".join(found[:40])
