"""Which documents are offered: every file below the documents folder, in order of its path."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

# A list beside the documents, and what it may say of each.
MANIFEST_NAME = "documents.csv"
MANIFEST_COLUMNS = ("region", "publisher", "fiscal_year", "title", "document_type", "url", "published_on")
# Another: of whom a document is expected.
EXPECTED_NAME = "expected_publishers.csv"
EXPECTED_COLUMNS = ("region", "publisher", "fiscal_year")


class DocumentsFolderError(Exception):
    """The documents folder does not exist or cannot be read; the message is one line."""


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A path at which a document is offered. ``fault`` is a code of reasons.yml where it must not be opened."""

    file_path: str  # relative to the documents folder, with "/"
    path: Path
    fault: str | None = None
    detail: str | None = None  # what is particular to the fault
    sha256: str | None = None  # of a file with a fault whose bytes could be read


def find_files(documents: Path, apart: Path | None = None) -> list[OfferedFile]:
    """Every file below ``documents`` in order of its path. Dot files, the lists and what stands in ``apart`` are not documents.

    Raises DocumentsFolderError.
    """
    if not documents.is_dir():
        raise DocumentsFolderError(f"the documents folder does not exist or is no folder: {documents}")
    root = documents.resolve()
    left_out = apart.resolve() if apart else None
    found: list[OfferedFile] = []

    def unreadable(error: OSError) -> None:
        if Path(error.filename) == documents:
            raise DocumentsFolderError(f"the documents folder cannot be read: {documents} ({error.strerror})")
        found.append(OfferedFile(_relative(Path(error.filename), documents), Path(error.filename), "unreadable_file"))

    for folder, subfolders, names in os.walk(documents, onerror=unreadable):
        for name in list(subfolders):
            path = Path(folder, name)
            if name.startswith(".") or path.resolve() == left_out:
                subfolders.remove(name)
            elif path.is_symlink():
                subfolders.remove(name)
                found.append(OfferedFile(_relative(path, documents), path, "link_out_of_folder"))
        for name in names:
            path = Path(folder, name)
            if name.startswith(".") or (name in (MANIFEST_NAME, EXPECTED_NAME) and Path(folder) == documents):
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
