"""PDF pages to lines and cells: a gate, two reading engines, a referee between them and one lattice for the grid."""

from extract.pdf.reader import open_document, read_pages

__all__ = ["open_document", "read_pages"]
