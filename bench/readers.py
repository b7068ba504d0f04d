"""The readers that are compared. Each gives, page by page, the CPU seconds spent and the rows of cells found."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

Page = tuple[float, list[list[str]]]


def _own(path: Path) -> Iterator[Page]:
    from extract.layouts import gate_words
    from extract.pdf.reader import read_pages

    pages = read_pages(path, gate_words())
    start = time.process_time()
    for page in pages:
        rows = [[cell.text for cell in table.cells if cell.row == row] for table in page.tables for row in range(len(table.row_edges) - 1)]
        yield time.process_time() - start, rows
        start = time.process_time()


def _pdfplumber(path: Path) -> Iterator[Page]:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            start = time.process_time()
            rows = [[cell or "" for cell in row] for table in page.extract_tables() for row in table]
            page.close()
            yield time.process_time() - start, rows


def _camelot(path: Path) -> Iterator[Page]:
    import camelot
    import pypdfium2

    count = len(pypdfium2.PdfDocument(path))
    for number in range(1, count + 1):
        start = time.process_time()
        tables = camelot.read_pdf(str(path), pages=str(number), flavor="lattice")
        yield time.process_time() - start, [list(map(str, row)) for table in tables for row in table.df.values.tolist()]


READERS: dict[str, Callable[[Path], Iterator[Page]]] = {"own": _own, "pdfplumber": _pdfplumber, "camelot": _camelot}
