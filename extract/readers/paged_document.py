"""Reads a document that comes as pages of lines and tables (PDF, HTML): the engine gives the pages, the layouts their rows."""

from collections.abc import Callable, Iterator
from pathlib import Path

from extract.layouts import gate_words, read_layouts
from extract.pages import Page
from extract.rows import DocumentRows

PageSource = Callable[[Path, tuple[str, ...]], Iterator[Page]]


def read_paged(path: Path, source: PageSource, report_page: Callable[[int], None]) -> DocumentRows:
    """Raw rows of the document at ``path``; ``report_page`` hears the number of every page as it is read."""

    def counted() -> Iterator[Page]:
        for page in source(path, gate_words()):
            report_page(page.number)
            yield page

    return read_layouts(counted())
