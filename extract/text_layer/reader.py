"""The one entry of the text layer's reader: a text's pages, each with its lines and the tables found in it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from extract.encodings import decode
from extract.geometry.drawn import LINE_HEIGHT, TEXT_SIZE, SheetCell, drawn, ems
from extract.pages import Box, Document, Line, Page, Signs, Table, TextList
from extract.reasons import say
from extract.text import count_characters, printed, squeeze
from extract.text_layer.rows import TextRow, read_rows

NAME = "text"


def open_document(path: Path, signs: Signs) -> Document:
    """Raises UnreadableError (broken_encoding)."""
    text, encoding = decode(path.read_bytes())
    return Document(read_pages(printed(text.replace("\r\n", "\n").replace("\r", "\n")), signs), encoding)


def read_pages(text: str, signs: Signs) -> Iterator[Page]:
    """The pages of ``text``: parted by form feeds, or by the headings of the first of ``signs.lists`` that stands in it.

    Tables come from such a list only. Boxes are made up: a line is so high, a column so wide.
    """
    found = next((one for one in signs.lists if squeeze("".join(one.headings)) in squeeze(text)), None)
    if found is None:
        for number, chunk in enumerate(text.strip("\f").split("\f"), 1):
            lines = chunk.split("\n")
            squeezed = squeeze(chunk)
            yield _page(number, lines, _set(lines), is_laid_out=any(word in squeezed for word in signs.words))
        return
    pages = [(lines, _heading_at(lines, found)) for lines in _split(text, found)]
    rows = iter(read_rows([lines[at + 1 :] for lines, at in pages if at is not None], found))
    for number, (lines, at) in enumerate(pages, 1):
        if at is None:
            yield _page(number, lines, is_unreadable=True, reason=say("no_heading_line"))
        else:
            yield _with_tables(number, lines, at, next(rows), found)


def _heading_at(lines: Sequence[str], found: TextList) -> int | None:
    heading = squeeze("".join(found.headings))
    return next((number for number, line in enumerate(lines) if squeeze(line) == heading), None)


def _split(text: str, found: TextList) -> list[list[str]]:
    """The lines of each page: parted by form feeds where there are any, else at the heading line (with a title line right above it)."""
    if "\f" in text.strip("\f"):
        return [chunk.split("\n") for chunk in text.strip("\f").split("\f")]
    heading = squeeze("".join(found.headings))
    lines = text.split("\n")
    starts = []
    for number, line in enumerate(lines):
        if squeeze(line) == heading:
            above = next((before for before in range(number - 1, -1, -1) if lines[before].strip()), None)
            starts.append(above if above is not None and _is_title(lines[above]) else number)
    return [lines[first:end] for first, end in pairwise([0, *starts[1:], len(lines)])]


def _is_title(line: str) -> bool:
    return squeeze(line).split("(")[0].endswith("表") and len(line.split()) == 1


def _with_tables(number: int, lines: Sequence[str], at: int, rows: Sequence[TextRow], found: TextList) -> Page:
    """A page of the list: the rows that could be read as one table, the lines of the others as another, which says why not."""
    read = [row for row in rows if row.fault is None]
    unread = [(place, row) for place, row in enumerate(rows, 1) if row.fault is not None]
    head = lines[at].split()
    cells = [tuple((word,) for word in (head if len(head) == len(found.headings) else found.headings)), *(row.cells for row in read)]
    above = _set(lines[: at if read else at + 1])
    tables: list[Table] = []
    top = above[-1].box.bottom + LINE_HEIGHT if above else 0.0
    if read:
        sheet = [SheetCell(row, column, 1, 1, text) for row, texts in enumerate(cells) for column, text in enumerate(texts)]
        tables.append(drawn(sheet, len(cells), len(found.headings), 0.0, top))
        top = tables[-1].box.bottom + LINE_HEIGHT
    if unread:
        left = [line for _, row in unread for line in row.lines]
        doubt = "; ".join(f"第 {place} 行 / row {place}: {row.fault}" for place, row in unread)
        tables.append(drawn([SheetCell(row, 0, 1, 1, (line,)) for row, line in enumerate(left)], len(left), 1, 0.0, top, doubt))
    return _page(number, lines, above, tables, is_laid_out=True)


def _set(lines: Sequence[str]) -> tuple[Line, ...]:
    """The lines with text, one below the other."""
    return tuple(
        Line(line.strip(), Box(0.0, number * LINE_HEIGHT, sum(map(ems, line)) * TEXT_SIZE, number * LINE_HEIGHT + TEXT_SIZE))
        for number, line in enumerate(lines)
        if line.strip()
    )


def _page(
    number: int,
    source: Sequence[str],
    lines: tuple[Line, ...] = (),
    tables: Sequence[Table] = (),
    *,
    is_laid_out: bool = False,
    is_unreadable: bool = False,
    reason: str | None = None,
) -> Page:
    boxes = [*(line.box for line in lines), *(table.box for table in tables)]
    return Page(
        number,
        max((box.x1 for box in boxes), default=0.0),
        max((box.bottom for box in boxes), default=0.0),
        "\n".join(source),
        NAME,
        is_laid_out,
        lines,
        tuple(tables),
        reason,
        is_unreadable,
        visible_character_count=count_characters(source),
        is_made_up=True,
    )
