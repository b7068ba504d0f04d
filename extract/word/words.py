"""The text of a part of a document as it reads with every tracked change accepted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

from extract.text import count_characters

_BREAKS = {qn("w:br"), qn("w:cr")}
_BLANKS = {qn("w:tab"), qn("w:ptab")}
# What is taken out, what stands there once more for old programs, and what is a part of its own.
_NOT_READ = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:tbl"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr"), qn("w:rt")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# The signs of Wingdings and Wingdings 2 that forms tick; no other has a meaning that is known here.
_SIGNS = {"F0FE": "☑", "F052": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "√", "F050": "√"}
_LOST = "\ufffd"


@dataclass(slots=True)
class Hidden:
    """Characters that the document says are not to be shown."""

    count: int = 0


@dataclass(slots=True)
class Paragraph:
    """Its text, parted where a page ends in it; and what of its text boxes stands beside it."""

    pieces: list[str] = field(default_factory=lambda: [""])
    boxes: list[_Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def paragraph(element: _Element, hidden: Hidden) -> Paragraph:
    found = Paragraph()
    for kind, text in _ink(element, found, hidden):
        if kind == "page":
            found.pieces.append("")
        else:
            found.pieces[-1] += text
    return found


def is_deleted(element: _Element) -> bool:
    """Whether a row or a cell was taken out by a tracked change."""
    return any(element.find(path) is not None for path in (f"{qn('w:trPr')}/{qn('w:del')}", f"{qn('w:tcPr')}/{qn('w:cellDel')}"))


def _ink(element: _Element, found: Paragraph, hidden: Hidden, is_hidden: bool = False) -> Iterator[tuple[str, str]]:
    for child in element:
        tag = child.tag
        if tag == qn("w:txbxContent"):
            found.boxes.append(child)
        elif tag in _NOT_READ or tag == _FALLBACK:
            continue
        elif tag == qn("w:t"):
            text = child.text or ""
            if is_hidden:
                hidden.count += count_characters([text])
            else:
                yield "text", text
        elif tag == qn("w:r"):
            yield from _ink(child, found, hidden, _is_off(child))
        elif is_hidden and tag in _BREAKS | _BLANKS:
            continue
        elif tag in _BREAKS:
            yield ("page", "") if child.get(qn("w:type")) == "page" else ("text", "\n")
        elif tag in _BLANKS:
            yield "text", "\t"
        elif tag == qn("w:noBreakHyphen"):
            yield "text", "-"
        elif tag == qn("w:sym"):
            yield "text", _SIGNS.get((child.get(qn("w:char")) or "").upper(), _LOST)
        elif isinstance(tag, str):
            yield from _ink(child, found, hidden, is_hidden)


def _is_off(run: _Element) -> bool:
    said = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return said is not None and said.get(qn("w:val"), "true") not in ("0", "false", "off")
