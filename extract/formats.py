"""Which format a document has, by its first bytes; its name is only asked where the bytes are plain text."""

import codecs
import re
import zipfile
from pathlib import Path

from extract.reasons import QuarantinedError

_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Pages saved from a site may begin with anything that a browser would take for a page.
_HTML = re.compile(
    rb"(?:\s|(?><!--.*?-->)|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|meta|title|link|base|script|style|body|div|table|center|p|span)\b",
    re.IGNORECASE | re.DOTALL,
)
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
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if _HTML.match(_as_ascii(head)):
        return "html"
    if head.startswith(b"PK\x03\x04"):
        return _zip_format(path)
    if head.startswith(_OLE2):
        return _ole2_format(path)
    if path.suffix.lower() in _TEXT_SUFFIXES and not _is_binary(head):
        return "text"
    return "unknown"


def _as_ascii(head: bytes) -> bytes:
    """``head`` without its byte order mark, one byte a character where it is UTF-16."""
    if head.startswith(_UTF_16):
        return head.decode("utf-16", "ignore").encode("ascii", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def _is_binary(head: bytes) -> bool:
    return not head.startswith(_UTF_16) and b"\x00" in head


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
