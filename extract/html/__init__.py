"""HTML documents to pages: converted PDFs, whose text and rules are boxes with places, and ordinary pages with tables."""

from extract.html.reader import read_pages

__all__ = ["read_pages"]
