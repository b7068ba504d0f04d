"""Reads an HTML document: pages by the HTML reader, rows by the layouts."""

from collections.abc import Callable
from pathlib import Path

from extract.html.reader import read_pages
from extract.readers.paged_document import read_paged
from extract.rows import DocumentRows


def read(path: Path, report_page: Callable[[int], None] = lambda number: None) -> DocumentRows:
    """Raw rows of the web page at ``path``. Raises QuarantinedError where it cannot be read at all."""
    return read_paged(path, read_pages, report_page)
