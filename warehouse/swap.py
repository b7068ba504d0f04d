"""Puts a finished folder in the place of an older one, so that whoever looks finds the one or the other whole."""

import ctypes
import os
import tempfile
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


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system exchanged the two names in one step."""
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return int(exchange(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)) == 0
