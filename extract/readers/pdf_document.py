"""Reads a PDF: pages by the PDF engines, rows by the layouts."""

from collections.abc import Callable
from pathlib import Path

from extract.pdf import read_pages
from extract.readers.paged_document import read_paged
from extract.rows import DocumentRows


def read(path: Path, report_page: Callable[[int], None] = lambda number: None) -> DocumentRows:
    """Raw rows of the PDF at ``path``. Raises UnreadableError where it cannot be read at all."""
    return read_paged(path, read_pages, report_page)
