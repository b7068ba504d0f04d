"""The reader of a format that nobody uses, as small as a reader can be: an archive whose members are pages, a line a row, cells parted by tabs."""

import zipfile
from pathlib import Path

from extract.geometry.drawn import SheetCell, drawn
from extract.pages import Document, Facts, Page, Signs


def open_document(path: Path, signs: Signs) -> Document:
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    pages = [_page(number, text, signs) for number, text in enumerate(texts.values(), 1)]
    return Document(iter(pages), facts=lambda: Facts(contents=tuple(Path(name).name for name in texts)))


def _page(number: int, text: str, signs: Signs) -> Page:
    rows = [line.split("\t") for line in text.splitlines()]
    cells = [SheetCell(row, column, 1, 1, (word,) if word else ()) for row, words in enumerate(rows) for column, word in enumerate(words)]
    table = drawn(cells, len(rows), len(rows[0]))
    count = sum(len("".join(word.split())) for words in rows for word in words)
    is_laid_out = any(word in text for word in signs.words)
    return Page(number, table.box.x1, table.box.bottom, text, "sheet", is_laid_out, tables=(table,), visible_character_count=count, is_made_up=True)
