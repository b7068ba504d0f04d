"""Which format a document has, by its first bytes; its name is only asked where the bytes are plain text."""

import codecs
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from olefile import OleFileIO

from extract import libreoffice
from extract.reasons import UnreadableError

_REGISTRY = Path(__file__).with_name("formats.yml")

_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Pages saved from a site may begin with anything that a browser would take for a page.
_HTML = re.compile(
    rb"(?:\s|(?><!--.*?-->)|<\?xml[^>]*>)*+<(?:!doctype(?:\s+html|\s*>)"
    rb"|(?:html|head|meta|title|link|base|script|style|body|div|table|center|p|span|h[1-6]|a|b|br|font|form|iframe|img|ol|ul|section|article|main|header|nav)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ZIP = b"PK\x03\x04"
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\f\r\x1b"))
# Texts hold no control characters but for a slip; a fiftieth of them is data.
_MOST_CONTROLS = 0.02


def sniff(path: Path) -> str:
    """One of the formats of ``formats.yml``, or unknown.

    Raises UnreadableError (empty_file, office_lock_file) for what is no document at all.
    """
    if path.name.startswith("~$"):
        raise UnreadableError("office_lock_file")
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise UnreadableError("empty_file")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if _HTML.match(_as_ascii(head)):
        return "html"
    if head.startswith(_ZIP):
        return _zip_format(_members(path))
    if head.startswith(_OLE2):
        return _ole2_format(path)
    if not is_binary(head):
        return _by_suffix().get(path.suffix.lower(), "unknown")
    return "unknown"


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP archive of files, not a document that is packed as one; one whose list of files is lost counts. Raises OSError."""
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return False
    names = _members(path)
    documents = [member for member, _, _ in _registry()["zip_members"]]
    return _zip_format(names) == "unknown" and not any(name.startswith(tuple(documents)) for name in names)


def describe(path: Path) -> str:
    """What a file of format ``unknown`` is, in Chinese and English."""
    with path.open("rb") as file:
        head = file.read(4096)
    known = _registry()
    within: list[tuple[str, str]] = []
    if head.startswith(_ZIP):
        names = _members(path)
        within = [(zh, en) for member, zh, en in known["zip_members"] if any(name.startswith(member) for name in names)]
    elif head.startswith(_OLE2):
        streams = _streams(path)
        within = [(zh, en) for stream, zh, en in known["ole2_streams"] if stream in streams]
    found = [*within, *((zh, en) for offset, sign, zh, en in known["bytes"] if head[offset:].startswith(bytes.fromhex(sign)))]
    if found:
        return " / ".join(found[0])
    return "二进制数据 / binary data" if is_binary(head) else "纯文本 / plain text"


def reader_of(format_name: str) -> str | None:
    """The module whose ``open_document(path, signs)`` opens documents of a format; None where nothing on this machine reads it."""
    entry = _registry()["formats"].get(format_name, {})
    reader: str | None = entry.get("reader")
    return None if entry.get("needs_libreoffice") and not libreoffice.version() else reader


def program_of(format_name: str) -> str | None:
    """The program beside Python, with its version, that reading a format needs; None where it needs none, or there is none."""
    return libreoffice.version() if _registry()["formats"].get(format_name, {}).get("needs_libreoffice") else None


def readers() -> set[str]:
    """The packages that read some format."""
    return {entry["reader"] for entry in _registry()["formats"].values() if "reader" in entry}


def refusal(path: Path, format_name: str) -> UnreadableError:
    """Why nothing reads a file: no reader takes its format yet, or what it is beside what its name claims."""
    if format_name != "unknown":
        advice = _registry()["formats"][format_name].get("advice")
        return UnreadableError("unsupported_format", f"{format_name}; {advice}" if advice else format_name)
    suffix = path.suffix.lower()
    return UnreadableError("not_a_pdf" if suffix == ".pdf" else "not_a_text" if suffix and suffix in _by_suffix() else "unknown_format", describe(path))


@cache
def _registry() -> dict[str, Any]:
    registry: dict[str, Any] = yaml.safe_load(_REGISTRY.read_text(encoding="utf-8"))
    return registry


def _by_suffix() -> dict[str, str]:
    """The formats of characters that only a name tells apart, by its ending."""
    return {suffix: name for name, entry in _registry()["formats"].items() for suffix in entry.get("suffixes", ())}


def _as_ascii(head: bytes) -> bytes:
    """``head`` without its byte order mark, one byte a character where it is UTF-16."""
    if head.startswith(_UTF_16):
        return head.decode("utf-16", "ignore").encode("ascii", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def is_binary(head: bytes) -> bool:
    """Whether bytes that begin a file are data and no text in any encoding."""
    return not head.startswith(_UTF_16) and (b"\x00" in head or len(head) - len(head.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(head))


def _members(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return []


def _zip_format(names: list[str]) -> str:
    tops = {name.split("/")[0] for name in names}
    for name, known in _registry()["formats"].items():
        folder = known.get("zip_folder")
        if folder in tops and not tops.isdisjoint(known.get("zip_files", (folder,))):
            return str(name)
    return "unknown"


def _ole2_format(path: Path) -> str:
    streams = _streams(path)
    return next((name for name, entry in _registry()["formats"].items() if not streams.isdisjoint(entry.get("ole2_streams", ()))), "unknown")


def _streams(path: Path) -> set[str]:
    """The streams and storages at the root of an OLE2 file: those below belong to what is embedded in it. Of one that is cut off, all that are named in it."""
    try:
        with OleFileIO(path) as file:
            return {entry[0] for entry in file.listdir(streams=True, storages=True)}
    # A broken directory makes the library fail in any way.
    except Exception:
        data = path.read_bytes()
        return {name for name in _known_streams() if name.encode("utf-16-le") in data}


@cache
def _known_streams() -> frozenset[str]:
    registry = _registry()
    return frozenset(
        {name for entry in registry["formats"].values() for name in entry.get("ole2_streams", ())} | {name for name, _, _ in registry["ole2_streams"]}
    )
