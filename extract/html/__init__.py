"""HTML documents to pages: converted PDFs, whose text and rules are boxes with places, and ordinary pages with tables."""

from extract.html.reader import open_document, read_pages

__all__ = ["open_document", "read_pages"]
