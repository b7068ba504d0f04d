"""The one entry of the reader of workbooks: a sheet a page, in the order of the tabs."""

from collections.abc import Iterator
from pathlib import Path

from extract.geometry.drawn import COLUMN_WIDTH
from extract.pages import Document, Page, Signs
from extract.reasons import say
from extract.spreadsheet import xls, xlsx
from extract.spreadsheet.blocks import blocks
from extract.spreadsheet.sheet import Sheet
from extract.text import count_characters, squeeze

NAME = "spreadsheet"
_OLE2 = bytes.fromhex("D0CF11E0")


def open_document(path: Path, signs: Signs) -> Document:
    """What cannot be read is said when the first page is asked for."""
    return Document(read_pages(path, signs))


def read_pages(path: Path, signs: Signs) -> Iterator[Page]:
    """Raises UnreadableError before the first page where nothing can be read."""
    with path.open("rb") as file:
        is_old = file.read(4) == _OLE2
    words = tuple(map(squeeze, signs.words))
    for sheet in (xls if is_old else xlsx).sheets(path):
        yield _page(sheet, words)


def _page(sheet: Sheet, words: tuple[str, ...]) -> Page:
    found = blocks(sheet)
    text = "\n".join(cell.text for cell in sheet.cells if cell.text)
    squeezed = squeeze(text)
    reasons = [
        say("hidden_sheet", sheet.name) if sheet.is_hidden else None,
        say("formulas_without_value", str(sheet.formula_count)) if sheet.formula_count else None,
    ]
    is_laid_out = any(word in squeezed for word in words)
    return Page(
        sheet.number,
        COLUMN_WIDTH * sheet.column_count,
        found.height,
        text,
        NAME,
        is_laid_out,
        lines=found.lines if is_laid_out else (),
        tables=found.tables if is_laid_out else (),
        reason="; ".join(filter(None, reasons)) or None,
        visible_character_count=count_characters([text]),
        hidden_character_count=sheet.hidden_character_count,
        is_made_up=True,
    )
