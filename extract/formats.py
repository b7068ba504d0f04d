"""Which format a document has, by its first bytes; its name is only asked where the bytes are plain text."""

import zipfile
from pathlib import Path

from extract.reasons import QuarantinedError

_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
_TEXT_SUFFIXES = {".txt", ".text", ".csv", ".md", ""}


def sniff(path: Path) -> str:
    """One of pdf, html, xlsx, xls, docx, doc, text, unknown.

    Raises QuarantinedError (empty_file, office_lock_file) for what is no document at all.
    """
    if path.name.startswith("~$"):
        raise QuarantinedError("office_lock_file")
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise QuarantinedError("empty_file")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")) and b"<html" in head.lower():
        return "html"
    if head.startswith(b"PK\x03\x04"):
        return _zip_format(path)
    if head.startswith(_OLE2):
        return _ole2_format(path)
    if path.suffix.lower() in _TEXT_SUFFIXES and not _is_binary(head):
        return "text"
    return "unknown"


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return b"\x00" in head


def _zip_format(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            folders = {name.split("/")[0] for name in archive.namelist()}
    except zipfile.BadZipFile:
        return "unknown"
    return "xlsx" if "xl" in folders else "docx" if "word" in folders else "unknown"


def _ole2_format(path: Path) -> str:
    """Told by the names of its streams, which stand in UTF-16."""
    data = path.read_bytes()
    names = {"xls": ("Workbook", "Book"), "doc": ("WordDocument",)}
    return next((kind for kind, streams in names.items() if any(name.encode("utf-16-le") in data for name in streams)), "unknown")
