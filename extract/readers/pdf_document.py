"""Reads a PDF: pages by the PDF engines, rows by the layouts."""

from collections.abc import Callable
from pathlib import Path

from extract.pdf.reader import UnreadableDocument, read_pages
from extract.readers.paged_document import read_paged
from extract.reasons import QuarantinedError
from extract.rows import DocumentRows


def read(path: Path, report_page: Callable[[int], None] = lambda number: None) -> DocumentRows:
    """Raw rows of the PDF at ``path``. Raises QuarantinedError where it cannot be read at all."""
    try:
        return read_paged(path, read_pages, report_page)
    except UnreadableDocument as fault:
        raise QuarantinedError(fault.code, fault.detail) from fault
