"""Puts a finished file or folder in the place of an older one, so that whoever looks finds the one or the other whole."""

import ctypes
import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def swapped_in(folder: Path) -> Iterator[Path]:
    """An empty folder beside ``folder`` to write to, which takes its place at the end. At an error it is removed and ``folder`` stays as it was.

    Where the system cannot exchange two names, ``folder`` is absent for a moment.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name[:40]}-", dir=folder.parent) as beside:
        made = Path(beside) / "new"
        made.mkdir()
        yield made
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        if not folder.exists():
            made.rename(folder)
        elif not _exchanged(made, folder):
            folder.rename(Path(beside) / "old")
            made.rename(folder)


def write(path: Path, content: str | bytes) -> Path:
    """Puts ``content`` at ``path`` in one step. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content.encode() if isinstance(content, str) else content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def file_name(text: str) -> str:
    """A name for a file that says ``text`` as far as every system allows, and is another one for another text."""
    plain = re.sub(r"[^\w-]+", "_", unicodedata.normalize("NFKC", text))[:60]
    return plain if plain == text else f"{plain}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system exchanged the two names in one step."""
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return int(exchange(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)) == 0
