"""A table of a document as cells on a grid."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from docx.oxml.ns import qn
from lxml.etree import _Element

from extract.geometry.drawn import SheetCell
from extract.word.words import Hidden, Paragraph, is_deleted, paragraph

_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo")}
# Word knows no more columns; a file that says more is made up.
MOST_COLUMNS = 63 * 4


@dataclass(frozen=True, slots=True)
class Grid:
    """``nested``: tables within its cells, which stand for themselves."""

    cells: tuple[SheetCell, ...]
    row_count: int
    column_count: int
    nested: tuple[_Element, ...]


def grid(table: _Element, hidden: Hidden) -> Grid:
    nested: list[_Element] = []
    placed: dict[tuple[int, int], SheetCell] = {}
    open_above: dict[int, tuple[int, int]] = {}  # column -> where the cell that goes on downwards begins
    width = 0
    rows = [row for row in parts(table, qn("w:tr")) if not is_deleted(row)]
    for number, row in enumerate(rows):
        column = _number(row, f"{qn('w:trPr')}/{qn('w:gridBefore')}", 0)
        still_open: dict[int, tuple[int, int]] = {}
        for cell in parts(row, qn("w:tc")):
            if is_deleted(cell):
                continue
            span = max(1, min(_number(cell, f"{qn('w:tcPr')}/{qn('w:gridSpan')}", 1), MOST_COLUMNS - column))
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is not None and merge.get(qn("w:val"), "continue") == "continue" and column in open_above:
                start = open_above[column]
                placed[start] = replace(placed[start], row_span=number - start[0] + 1)
                still_open[column] = start
            else:
                lines = _lines(cell, hidden, nested)
                placed[number, column] = SheetCell(number, column, 1, span, lines)
                if merge is not None:
                    still_open[column] = (number, column)
            column += span
            if column >= MOST_COLUMNS:
                break
        open_above = still_open
        width = max(width, column)
    taken = {
        (row, column)
        for cell in placed.values()
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    empty = (SheetCell(row, column, 1, 1, ()) for row in range(len(rows)) for column in range(width) if (row, column) not in taken)
    return Grid(tuple(sorted(chain(placed.values(), empty), key=lambda cell: (cell.row, cell.column))), len(rows), width, tuple(nested))


def parts(element: _Element, *tags: str) -> Iterator[_Element]:
    """What of these kinds stands in a body, a cell, a table or a row, in content controls and in what was put in by tracked changes, too."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from parts(child, *tags)


def paragraphs(element: _Element, hidden: Hidden, nested: list[_Element]) -> Iterator[Paragraph]:
    """The paragraphs of a cell or a text box, and behind each those of its text boxes; tables within are added to ``nested``."""
    for child in parts(element, qn("w:p"), qn("w:tbl")):
        if child.tag == qn("w:tbl"):
            nested.append(child)
            continue
        found = paragraph(child, hidden)
        yield found
        for box in found.boxes:
            yield from paragraphs(box, hidden, nested)


def _lines(cell: _Element, hidden: Hidden, nested: list[_Element]) -> tuple[str, ...]:
    texts = [line.replace("\t", " ").strip() for found in paragraphs(cell, hidden, nested) for line in found.text.split("\n")]
    while texts and not texts[0]:
        texts.pop(0)
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _number(element: _Element, path: str, otherwise: int) -> int:
    found = element.find(path)
    said = found.get(qn("w:val")) if found is not None else None
    return int(said) if said is not None and said.isdecimal() and len(said) < 5 else otherwise
