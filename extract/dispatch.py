"""From a file to its raw rows: the format by its bytes, the reader by its format."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from extract.fingerprint import fingerprint
from extract.formats import program_of, reader_of, refusal, sniff
from extract.reasons import UnreadableError
from extract.rows import DocumentRows

LANDING = "extract.frames"


def task_fingerprint(path: Path, fault: str | None, detail: str | None = None) -> str:
    """Digest of all that decides how ``path`` is read, besides its bytes. Where nothing reads it, its name counts: it says what it claims to be."""
    format_name = format_of(path) if fault is None else "unknown"
    reader = reader_of(format_name)
    if reader:
        parts: tuple[object, ...] = (fingerprint(reader, "extract.reading", LANDING), format_name, program_of(format_name))
    else:
        parts = (fingerprint("extract.formats", LANDING), path.suffix.lower(), path.name.startswith("~$"), fault, detail)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def format_of(path: Path) -> str:
    """The format by the bytes; ``unknown`` too for what is no document or cannot be opened."""
    try:
        return sniff(path)
    except (UnreadableError, OSError):
        return "unknown"


def read_document(path: Path, report_page: Callable[[int], None] = lambda number: None) -> tuple[str, DocumentRows]:
    """The document's format and its raw rows. Raises UnreadableError with the reason where it cannot be read at all."""
    # A build in which nothing is new does without the layouts.
    from extract.reading import read

    format_name = sniff(path)
    reader = reader_of(format_name)
    if reader is None:
        raise refusal(path, format_name)
    return format_name, read(path, reader, report_page)
