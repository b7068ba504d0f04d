"""Documents of Word (.docx) to pages: what lies between page breaks, its lines and its tables."""

from extract.word.reader import open_document

__all__ = ["open_document"]
