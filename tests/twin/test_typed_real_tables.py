"""The tables of real documents, typed into a workbook and into a Word document: each gives the rows that the PDF gives."""

import shutil
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from extract import libreoffice
from extract.layouts import read_layouts, signs
from extract.pages import Page
from extract.pdf import read_pages as read_pdf
from extract.rows import DocumentRows
from extract.spreadsheet.reader import read_pages as read_workbook
from extract.word.reader import read_pages as read_word
from tests.dbt_project.compiled import ROOT
from tests.spreadsheet.workbooks import write_xlsx
from tests.word.documents import write_docx

DOCUMENTS = ROOT.parent / "shared" / "documents"


def _write_doc(path: Path, pages: Sequence[Page]) -> Path:
    with libreoffice.converted(write_docx(path.with_suffix(".docx"), pages), "doc") as made:
        return Path(shutil.copyfile(made, path))


TYPED = {"xlsx": (write_xlsx, read_workbook), "docx": (write_docx, read_word), "doc": (_write_doc, read_word)}
FIELDS = ("level1_text", "level2_text", "indicator_name_text", "target_text", "unit_text", "weight_text")


def _first_of_each_region() -> list[Path]:
    folders = sorted(folder for folder in DOCUMENTS.iterdir() if folder.is_dir() and folder.name != "bad") if DOCUMENTS.is_dir() else []
    return [files[0] for folder in folders if (files := sorted(folder.glob("*.pdf")))]


def _told(rows: DocumentRows) -> tuple[list[str], Counter]:
    names = ["".join(str(row["project_name_text"]).split()) for row in rows.project_rows]
    return names, Counter(tuple("".join(str(cell.get(field) or "").split()) for field in FIELDS) for cell in rows.indicator_cells)


@cache
def _printed(document: Path) -> tuple[list[Page], tuple[list[str], Counter]]:
    """The pages of a PDF that may hold tables, and the names and indicators that are read of them."""
    pages = [page for page in read_pdf(document, signs().words) if page.is_laid_out]
    return pages, _told(read_layouts(iter(pages)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", TYPED)
def test_real_tables_typed_anew_give_their_rows(kind, tmp_path):
    documents = _first_of_each_region()
    if not documents:
        pytest.skip("the real documents are not on this machine (../shared/documents)")
    if kind == "doc" and not libreoffice.version():
        pytest.skip("LibreOffice is not on this machine")
    write, read = TYPED[kind]
    count = 0
    for document in documents:
        pages, (names, indicators) = _printed(document)
        if indicators:
            count += indicators.total()
            assert _told(read_layouts(read(write(tmp_path / f"{count}.{kind}", pages), signs()))) == (names, indicators), document.name
    assert count > 1000
