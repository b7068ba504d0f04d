"""Texts without geometry (``.txt``) to pages: lines, and the rows and cells of the list tables that can be found from the text itself."""

from extract.text_layer.reader import open_document, read_pages

__all__ = ["open_document", "read_pages"]
