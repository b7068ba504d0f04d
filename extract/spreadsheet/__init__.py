"""Workbooks to pages: a sheet a page, its cells as a person sees them."""

from extract.spreadsheet.reader import open_document

__all__ = ["open_document"]
