"""From a file to its raw rows: the format by its bytes, the reader by its format."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from extract.fingerprint import reader_fingerprint
from extract.formats import NAMES_OF_TEXT, describe, sniff
from extract.readers import NO_READER, READERS
from extract.reasons import UnreadableError
from extract.rows import DocumentRows


def task_fingerprint(path: Path, fault: str | None) -> str:
    """Digest of all that decides how ``path`` is read, besides its bytes. The suffix counts: it tells text from what only claims to be a PDF."""
    reader = NO_READER
    if fault is None:
        reader = READERS.get(format_of(path), NO_READER)
    landing = reader_fingerprint("extract.frames")
    return hashlib.sha256(f"{reader.fingerprint}{NO_READER.fingerprint}{landing}{path.suffix.lower()}{path.name.startswith('~$')}{fault}".encode()).hexdigest()


def format_of(path: Path) -> str:
    """The format by the bytes; ``unknown`` too for what is no document or cannot be opened."""
    try:
        return sniff(path)
    except (UnreadableError, OSError):
        return "unknown"


def read_document(path: Path, report_page: Callable[[int], None]) -> tuple[str, DocumentRows]:
    """The document's format and its raw rows. Raises UnreadableError with the reason where it cannot be read at all."""
    format_name = sniff(path)
    try:
        if format_name == "unknown":
            raise UnreadableError(_unknown_code(path), describe(path))
        if format_name not in READERS:
            raise UnreadableError("unsupported_format", format_name)
        return format_name, READERS[format_name].read(path, report_page)
    except UnreadableError as fault:
        fault.format = format_name
        raise


def _unknown_code(path: Path) -> str:
    """What is wrong with a file that no reader takes: what it claims to be by its name, or that nothing reads it yet."""
    suffix = path.suffix.lower()
    return "not_a_pdf" if suffix == ".pdf" else "not_a_text" if suffix in NAMES_OF_TEXT else "unknown_format"
