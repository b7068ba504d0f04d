"""From a file to its raw rows: the format by its bytes, the reader by its format."""

import hashlib
from pathlib import Path

from extract.fingerprint import reader_fingerprint
from extract.formats import sniff
from extract.reasons import QuarantinedError
from extract.readers import NO_READER, READERS
from extract.rows import DocumentRows


def task_fingerprint(path: Path, fault: str | None) -> str:
    """Digest of all that decides how ``path`` is read, besides its bytes. The suffix counts: it tells text from what only claims to be a PDF."""
    reader = NO_READER
    if fault is None:
        try:
            reader = READERS.get(sniff(path), NO_READER)
        except (QuarantinedError, OSError):
            pass
    landing = reader_fingerprint("extract.frames")
    return hashlib.sha256(f"{reader.fingerprint}{NO_READER.fingerprint}{landing}{path.suffix.lower()}{path.name.startswith('~$')}{fault}".encode()).hexdigest()


def read_document(path: Path) -> tuple[str, DocumentRows]:
    """The document's format and its raw rows. Raises QuarantinedError with the reason where it cannot be read at all."""
    format_name = sniff(path)
    try:
        if path.suffix.lower() == ".pdf" and format_name != "pdf":
            raise QuarantinedError("html_named_pdf" if format_name == "html" else "not_a_pdf")
        if format_name not in READERS:
            raise QuarantinedError("unknown_format" if format_name == "unknown" else "unsupported_format", format_name)
        return format_name, READERS[format_name].read(path)
    except QuarantinedError as fault:
        fault.format = format_name
        raise
