"""Which documents are offered: every file below the documents folder, in order of its path, and what ``documents.csv`` says of it."""

import csv
import io
import os
import re
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path

MANIFEST_NAME = "documents.csv"
MANIFEST_COLUMNS = ("region", "publisher", "fiscal_year", "title", "document_type", "url", "published_on")
DOCUMENT_TYPES = ("绩效目标表", "部门预算", "单位预算", "自评", "决算", "other")


class DocumentsFolderError(Exception):
    """The documents folder does not exist or cannot be read; the message is one line."""


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A path at which a document is offered. ``fault`` is a code of reasons.yml where it must not be opened."""

    file_path: str  # relative to the documents folder, with "/"
    path: Path
    fault: str | None = None


def find_files(documents: Path) -> list[OfferedFile]:
    """Every file below ``documents`` in order of its path. Dot files and the manifest are not documents.

    Raises DocumentsFolderError.
    """
    if not documents.is_dir():
        raise DocumentsFolderError(f"the documents folder does not exist or is no folder: {documents}")
    root = documents.resolve()
    found: list[OfferedFile] = []

    def unreadable(error: OSError) -> None:
        if Path(error.filename) == documents:
            raise DocumentsFolderError(f"the documents folder cannot be read: {documents} ({error.strerror})")
        found.append(OfferedFile(_relative(Path(error.filename), documents), Path(error.filename), "unreadable_file"))

    for folder, subfolders, names in os.walk(documents, onerror=unreadable):
        for name in list(subfolders):
            path = Path(folder, name)
            if name.startswith("."):
                subfolders.remove(name)
            elif path.is_symlink():
                subfolders.remove(name)
                found.append(OfferedFile(_relative(path, documents), path, "link_out_of_folder"))
        for name in names:
            path = Path(folder, name)
            if name.startswith(".") or (name == MANIFEST_NAME and Path(folder) == documents):
                continue
            found.append(OfferedFile(_relative(path, documents), path, _fault(path, root)))
    return sorted(found, key=lambda file: file.file_path)


def _relative(path: Path, documents: Path) -> str:
    # Names that are not UTF-8 keep their bytes visible instead of failing later.
    return os.fsencode(path.relative_to(documents).as_posix()).decode("utf-8", "backslashreplace")


def _fault(path: Path, root: Path) -> str | None:
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            return "link_out_of_folder"
        if not stat.S_ISREG(path.stat().st_mode):
            return "not_a_regular_file"
    # A link that leads back to itself is the latter before Python 3.13.
    except (OSError, RuntimeError):
        return "unreadable_file"
    return None


def read_manifest(documents: Path) -> tuple[dict[str, dict[str, str | None]], list[str]]:
    """``documents.csv`` by file path, and a line for each thing in it that cannot be used. Unusable values are null, not guessed."""
    path = documents / MANIFEST_NAME
    if not path.is_file():
        return {}, []
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    reader = csv.DictReader(io.StringIO(text))
    key = next((name for name in ("file_path", "file", "file_name") if name in (reader.fieldnames or ())), None)
    if key is None:
        return {}, [f"{MANIFEST_NAME}: no column file_path; not used"]
    complaints = [f"{MANIFEST_NAME}: column {name!r} is not known; not used" for name in reader.fieldnames or () if name not in (*MANIFEST_COLUMNS, key)]
    rows: dict[str, dict[str, str | None]] = {}
    for line, row in enumerate(reader, 2):
        values: dict[str, str | None] = {name: (row.get(name) or "").strip() or None for name in MANIFEST_COLUMNS}
        for name, fault in _faults(values).items():
            complaints.append(f"{MANIFEST_NAME} line {line}: {name} {values[name]!r} {fault}; not used")
            values[name] = None
        rows[(row[key] or "").strip().replace("\\", "/")] = values
    return rows, complaints


def _faults(values: dict[str, str | None]) -> dict[str, str]:
    faults = {}
    if values["fiscal_year"] and not re.fullmatch(r"(19|20)\d\d", values["fiscal_year"]):
        faults["fiscal_year"] = "is not a year"
    if values["document_type"] and values["document_type"] not in DOCUMENT_TYPES:
        faults["document_type"] = f"is none of {', '.join(DOCUMENT_TYPES)}"
    if values["published_on"]:
        try:
            date.fromisoformat(values["published_on"])
        except ValueError:
            faults["published_on"] = "is not a date (YYYY-MM-DD)"
    return faults
