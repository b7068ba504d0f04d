"""One module per way of reading a document; each turns a file into raw rows (``read(path) -> DocumentRows``)."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from extract.fingerprint import reader_fingerprint
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

    def read(self, path: Path) -> DocumentRows:
        """Raises QuarantinedError where the document cannot be read at all."""
        return import_module(self.module).read(path)


_LAYOUTS = _DATA / "layouts"
READERS = {
    "text": Reader("extract.readers.text_document", (_LAYOUTS,)),
}
# What is no document, or of a format without a reader, depends on the sniffing alone.
NO_READER = Reader("extract.formats", (_DATA / "reasons.yml",))
