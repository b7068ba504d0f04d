"""Puts a finished candidate in the place of the published file, so that at every moment the file is wholly the old or wholly the new.

A release is what was published before. It is kept under ``releases/`` as ``<number>-<digest>.duckdb``. The number rises with every release;
the digest is the first hex digits of its inputs' digest. The file's modification time is that of its own publication.
"""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from extract.files import sync
from warehouse.faults import BuildFault

_RELEASE_NAME = re.compile(r"([0-9]{6})-([0-9a-f]{1,16})\.duckdb")


@dataclass(frozen=True, slots=True)
class Release:
    number: int
    path: Path

    @property
    def name(self) -> str:
        return self.path.stem


def releases(folder: Path) -> list[Release]:
    """Releases in ``folder``, oldest first; files of other names are not looked at."""
    if not folder.is_dir():
        return []
    found = [(match, entry) for entry in folder.iterdir() if (match := _RELEASE_NAME.fullmatch(entry.name))]
    return sorted((Release(int(match[1]), entry) for match, entry in found), key=lambda release: release.number)


def publish(candidate: Path, published: Path, release_folder: Path, kept: int, old_digest: str) -> Release | None:
    """Replaces ``published`` by ``candidate``, a closed and checkpointed database on the same file system.

    Keeps the old file as a release and the last ``kept`` of them. Returns the release made of the old file, None where there was none.
    Raises ``BuildFault`` where the candidate has a write-ahead log left, ``OSError`` where the disk refuses; the old file then stays.
    """
    if _log_of(candidate).exists():
        raise BuildFault(f"{candidate.name} was not closed: {_log_of(candidate).name} stands beside it")
    sync(candidate)
    release = _keep(published, release_folder, old_digest) if kept and published.exists() else None
    # A log left by someone who wrote to the published file would be replayed into the new one.
    if _log_of(published).exists():
        _log_of(published).unlink()
        sync(published.parent)
    candidate.replace(published)
    sync(published.parent)
    _prune(release_folder, kept)
    return release


def copy_database(source: Path, target: Path) -> None:
    """A copy that shares nothing with ``source``, whole or absent under its name, modification time kept."""
    partial = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(source, partial)
        shutil.copystat(source, partial)
        sync(partial)
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync(target.parent)


def _keep(published: Path, folder: Path, digest: str) -> Release:
    folder.mkdir(exist_ok=True)
    sync(folder.parent)
    present = releases(folder)
    for release in present:
        # Kept already by a publication that was killed before its replacement.
        if _is_same(release.path, published):
            return release
    number = present[-1].number + 1 if present else 1
    release = Release(number, folder / f"{number:06d}-{digest[:12] or '0'}.duckdb")
    try:
        os.link(published, release.path)
    except OSError:
        # Not every file system has hard links.
        copy_database(published, release.path)
    sync(folder)
    return release


def _is_same(one: Path, other: Path) -> bool:
    """Whether both are links to one file or one is a copy that ``copy_database`` made of the other."""
    first, second = one.stat(), other.stat()
    return (first.st_size, first.st_mtime_ns) == (second.st_size, second.st_mtime_ns)


def _prune(folder: Path, kept: int) -> None:
    if not folder.is_dir():
        return
    for leftover in folder.glob("*.duckdb.part"):
        leftover.unlink(missing_ok=True)
    present = releases(folder)
    for release in present[: max(len(present) - kept, 0)]:
        release.path.unlink(missing_ok=True)
    sync(folder)


def _log_of(database: Path) -> Path:
    return database.with_name(database.name + ".wal")
