"""One module per way of reading a document; each turns a file into raw rows (``read(path, report_page) -> DocumentRows``)."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from extract.fingerprint import reader_fingerprint
from extract.formats import SIGNATURES
from extract.rows import DocumentRows

_DATA = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Reader:
    """Where a format's reader stands and what else it is made of."""

    module: str
    data: tuple[Path, ...] = ()
    libraries: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        return reader_fingerprint(self.module, self.data, self.libraries)

    def read(self, path: Path, report_page: Callable[[int], None]) -> DocumentRows:
        """Raises UnreadableError where the document cannot be read at all. ``report_page`` hears of every page read."""
        return import_module(self.module).read(path, report_page)


_LAYOUTS = _DATA / "layouts"
_REASONS = _DATA / "reasons.yml"
_PDF_LIBRARIES = ("numpy", "pdf_oxide", "pdfplumber", "pypdfium2")
READERS = {
    "text": Reader("extract.readers.text_document", (_LAYOUTS, _REASONS)),
    "pdf": Reader("extract.readers.pdf_document", (_LAYOUTS, _REASONS), _PDF_LIBRARIES),
    "html": Reader(
        "extract.readers.html_document", (_LAYOUTS, _REASONS, _DATA / "html" / "furniture.yml"), (*_PDF_LIBRARIES, "cssselect2", "selectolax", "tinycss2")
    ),
}
# What is no document, or of a format without a reader, depends on the sniffing alone.
NO_READER = Reader("extract.formats", (_REASONS, SIGNATURES))
