"""Pages of ``tests.layouts.tables`` set as a PDF: the same cells ruled and wrapped, every row as high as its texts need."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extract.pages import Cell, Page, Table
from tests.twin.fonts import truetype_font

FONT, _SIZE, _LEADING, _PADDING = "families", 8, 10.0, 3.0
_WIDTH, _HEIGHT, _MARGIN = 842.0, 1190.0, 30.0


def register_font(pages: Iterable[Page], folder: Path, name: str = FONT) -> None:
    """One font for all ``pages``; a second one needs a ``name`` of its own in one process."""
    characters = {character for page in pages for character in page.text if character != "\n"}
    pdfmetrics.registerFont(TTFont(name, str(truetype_font(characters, folder / f"{name}.ttf"))))


def typeset(pages: Sequence[Page], path: Path, font: str = FONT) -> Path:
    """Writes ``pages`` to ``path`` in a registered ``font``: the lines above a table as they follow each other, then the table over the page's whole width."""
    canvas = Canvas(str(path), pagesize=(_WIDTH, _HEIGHT), invariant=True)
    for page in pages:
        top = 40.0
        items = sorted([*page.lines, *page.tables], key=lambda item: item.box.top)
        for item in items:
            if isinstance(item, Table):
                top = _draw_table(canvas, item, top + 6, font) + 12
                continue
            canvas.setFont(font, 10)
            x = _MARGIN if item.box.x0 < 100 else _WIDTH - _MARGIN - 150 if item.box.x0 > 400 else (_WIDTH - pdfmetrics.stringWidth(item.text, font, 10)) / 2
            canvas.drawString(x, _HEIGHT - top - 10, item.text)
            top += 16
        canvas.showPage()
    canvas.save()
    return path


def _draw_table(canvas: Canvas, table: Table, top: float, font: str) -> float:
    """Gives the table's bottom, from the page's top."""
    span = table.column_edges[-1] - table.column_edges[0]
    xs = [_MARGIN + (x - table.column_edges[0]) / span * (_WIDTH - 2 * _MARGIN) for x in table.column_edges]
    wrapped = {id(cell): _wrap(cell, xs, font) for cell in table.cells}
    heights = [0.0] * (len(table.row_edges) - 1)
    for cell in sorted(table.cells, key=lambda cell: cell.row_span):
        rows = range(cell.row, cell.row + cell.row_span)
        lack = len(wrapped[id(cell)]) * _LEADING + 2 * _PADDING - sum(heights[row] for row in rows)
        for row in rows:
            heights[row] += max(0.0, lack) / cell.row_span
    ys = [top]
    for height in heights:
        ys.append(ys[-1] + height)
    canvas.setLineWidth(0.5)
    canvas.setFont(font, _SIZE)
    for cell in table.cells:
        left, right = xs[cell.column], xs[cell.column + cell.column_span]
        upper, lower = ys[cell.row], ys[cell.row + cell.row_span]
        canvas.rect(left, _HEIGHT - lower, right - left, lower - upper)
        lines = wrapped[id(cell)]
        first = (upper + lower - len(lines) * _LEADING) / 2
        for number, text in enumerate(lines):
            canvas.drawString(left + _PADDING, _HEIGHT - (first + number * _LEADING + 0.8 * _LEADING), text)
    return ys[-1]


def _wrap(cell: Cell, xs: Sequence[float], font: str) -> list[str]:
    room = xs[cell.column + cell.column_span] - xs[cell.column] - 2 * _PADDING
    lines: list[str] = []
    for paragraph in cell.text.split("\n"):
        line = ""
        for character in paragraph:
            if line and pdfmetrics.stringWidth(line + character, font, _SIZE) > room:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines
