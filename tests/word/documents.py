"""Pages of the layouts' tests typed into Word documents."""

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.enum.text import WD_BREAK

from extract.pages import Page, Table
from tests.spreadsheet.workbooks import rows_of


def write_docx(path: Path, pages: Sequence[Page]) -> Path:
    """A page break between two pages; a cell's lines are its paragraphs, and tabs part what stands side by side."""
    document = docx.Document()
    for page in pages:
        if page is not pages[0]:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for item in rows_of(page):
            if not isinstance(item, Table):
                document.add_paragraph("\t".join(line.text for line in item))
                continue
            grid = document.add_table(len(item.row_edges) - 1, len(item.column_edges) - 1)
            for cell in item.cells:
                at = grid.cell(cell.row, cell.column)
                if cell.row_span > 1 or cell.column_span > 1:
                    at = at.merge(grid.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1))
                first, *others = cell.text.split("\n")
                at.paragraphs[0].text = first
                for line in others:
                    at.add_paragraph(line)
                for empty in at.paragraphs[1 + len(others) :]:
                    empty._element.getparent().remove(empty._element)
            document.add_paragraph()
    document.save(str(path))
    return path
