"""HTML documents to pages: converted PDFs, whose text and rules are boxes with places, and ordinary pages with tables."""

from extract.html.furniture import declared_titles, named_title
from extract.html.links import document_links
from extract.html.reader import WebPage, read_pages

__all__ = ["WebPage", "declared_titles", "document_links", "named_title", "read_pages"]
