"""Fillable forms: what stands in their fields is printed, but no engine takes it for the page's text.

pdfium writes the fields' appearances, made where the file leaves that to the viewer, into the pages of a copy, which is read in place of the file.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extract.geometry.page_space import PageSpace
from extract.geometry.rules import Rules

Rectangle = tuple[float, float, float, float]

# As they stand in a file that has fields of text or of choice.
NAMES_IN_FILE = (b"/FT/Tx", b"/FT /Tx", b"/FT/Ch", b"/FT /Ch")
# Fields whose value is text.
_KINDS = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
# A rule of a field's own border stands so far (points) inside of its box; those on its edge are the table's, but for the button of a choice.
INSIDE = 0.3


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A copy of a document with its fields printed; ``boxes`` of what its fields draw by the page's index, in user space. ``close`` deletes it."""

    path: Path
    boxes: dict[int, list[Rectangle]]

    def close(self) -> None:
        self.path.unlink(missing_ok=True)

    def without_borders(self, index: int, rules: Rules, space: PageSpace) -> Rules:
        """``rules`` of a page but for those that its fields draw around themselves."""
        level, upright = rules.level, rules.upright
        for left, bottom, right, top in self.boxes.get(index, []):
            x, y = space.displayed(np.array([left, right]), np.array([bottom, top]))
            level, upright = level[~_is_within(level, y, x)], upright[~_is_within(upright, x, y)]
        return Rules(level, upright)


def _is_within(rules: NDArray[np.float64], across: NDArray[np.float64], along: NDArray[np.float64]) -> NDArray[np.bool_]:
    place, start, end = rules.T
    within: NDArray[np.bool_] = (place > across.min()) & (place < across.max()) & (start > along.min() - 2 * INSIDE) & (end < along.max() + 2 * INSIDE)
    return within


def printed_form(path: Path) -> PrintedForm | None:
    """The copy of a document that has fields with text, None for others and where pdfium cannot make one. The document must open."""
    document = pypdfium2.PdfDocument(path)
    try:
        if not document.init_forms():
            return None
        boxes = {index: found for index in range(len(document)) if (found := _print_fields(document, index))}
        if not boxes:
            return None
        with tempfile.NamedTemporaryFile(prefix="form-", suffix=".pdf", delete=False) as copy:
            target = Path(copy.name)
        try:
            document.save(target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return PrintedForm(target, boxes)
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()


def _print_fields(document: pypdfium2.PdfDocument, index: int) -> list[Rectangle]:
    """Writes the fields of a page into it; their boxes, empty where it has none with text."""
    page = document[index]
    try:
        boxes = []
        for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, number)
            if annotation:
                kind = pdfium.FPDFAnnot_GetFormFieldType(page.formenv, annotation)
                if kind in _KINDS:
                    boxes.append(_box(annotation, INSIDE if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD else -INSIDE))
                pdfium.FPDFPage_CloseAnnot(annotation)
        if boxes:
            page.flatten()
        return boxes
    finally:
        page.close()


def _box(annotation: pdfium.FPDF_ANNOTATION, inside: float) -> Rectangle:
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rectangle)
    return rectangle.left + inside, rectangle.bottom + inside, rectangle.right - inside, rectangle.top - inside
