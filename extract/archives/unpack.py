"""Writes the files of a ZIP archive, and of archives in it, into one folder under names of our own, within limits."""

import json
import re
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipInfo

from extract.archives.names import path_of
from extract.files import sync, write_atomically
from extract.formats import is_archive
from extract.packages import told_as_damage
from extract.reasons import UnreadableError

INDEX = "index.json"

# Archives of a whole city hold some hundreds of files; those in an archive in an archive were seen, deeper ones were not.
MOST_MEMBERS = 5_000
MOST_LEVELS = 3
MOST_BYTES = 2 * 1024**3  # of all members
MOST_BYTES_OF_ONE = 500 * 1024**2
# Tables in plain text shrink to a fiftieth; what shrinks more was made to grow.
MOST_TIMES = 200
_SMALL = 10 * 1024**2  # bytes, below which nothing is said of how much it grew

_IS_ENCRYPTED = 0x1
_AES = 99
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_SUFFIX = re.compile(r"\.[0-9A-Za-z]{1,10}")
_OTHER_SUFFIX = ".unknown"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ArchiveTask:
    """One archive to unpack: plain values, so that it can go to another process."""

    path: str
    folder: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive. ``path`` leads through the archives that are in the archive, and is empty where it is the archive itself that has a fault."""

    path: str
    file: str | None = None  # its name in the folder; None where it was not unpacked, or not whole
    fault: str | None = None  # a code of reasons.yml
    detail: str | None = None


class _Budget:
    """What may still be unpacked of one archive."""

    def __init__(self) -> None:
        self.members, self.bytes = MOST_MEMBERS, MOST_BYTES
        self.number = 0

    def next_number(self) -> int:
        self.number += 1
        return self.number


def unpack(task: ArchiveTask, report: Callable[[int], None] = lambda count: None) -> list[Member]:
    """Unpacks one archive into its folder, which takes its name only when whole; the members in order of their paths. Raises OSError where it cannot write."""
    folder = Path(task.folder)
    temporary = folder.with_name(f".{folder.name}.tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    members = _told_apart(_members(Path(task.path), temporary, "", 1, _Budget()))
    settle(members, temporary)
    shutil.rmtree(folder, ignore_errors=True)
    temporary.rename(folder)
    sync(folder.parent)
    return members


def settle(members: list[Member], folder: Path) -> None:
    """Writes down beside the unpacked files what they are."""
    write_atomically(folder / INDEX, json.dumps([asdict(member) for member in members], ensure_ascii=False).encode())


def unpacked(folder: Path) -> list[Member] | None:
    """The members of an archive that was unpacked into ``folder`` and is there whole; else None."""
    try:
        members = [Member(**member) for member in json.loads((folder / INDEX).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return None
    return members if all(member.file is None or (folder / member.file).is_file() for member in members) else None


def _members(path: Path, folder: Path, within: str, level: int, budget: _Budget) -> Iterator[Member]:
    """``within`` is the path of the archive at ``path`` in the outermost one, "" for that itself."""
    try:
        with told_as_damage():
            archive = zipfile.ZipFile(path)
    except UnreadableError as fault:
        yield Member(within, None, fault.code, fault.detail)
        return
    with archive:
        files = [(name, info) for info in archive.infolist() if (name := path_of(info)) and not _is_hidden(name)]
        files.sort(key=lambda one: (one[0], one[1].header_offset))
        if not files:
            yield Member(within, None, "archive_empty")
        for count, (name, info) in enumerate(files):
            if budget.members <= 0:
                yield Member(within, None, "archive_limit", f"{len(files) - count} / {len(files)} 个文件未解压，至多 {MOST_MEMBERS} 个 / files not unpacked")
                return
            budget.members -= 1
            yield from _one(archive, info, folder, f"{within}/{name}" if within else name, level, budget)


def _one(archive: zipfile.ZipFile, info: ZipInfo, folder: Path, path: str, level: int, budget: _Budget) -> Iterator[Member]:
    name = PurePosixPath(path).name
    suffix = PurePosixPath(name).suffix.lower()
    file = f"{'~$' if name.startswith('~$') else ''}{budget.next_number():05}{suffix if not suffix or _SUFFIX.fullmatch(suffix) else _OTHER_SUFFIX}"
    target = folder / file
    try:
        _check(info)
        _write(archive, info, target, budget)
    except UnreadableError as fault:
        target.unlink(missing_ok=True)
        yield Member(path, None, fault.code, fault.detail)
        return
    if not is_archive(target):
        yield Member(path, file)
        return
    if level == MOST_LEVELS:
        yield Member(path, None, "archive_limit", f"压缩包嵌套超过 {MOST_LEVELS} 层 / archives in archives, more than {MOST_LEVELS} deep")
    else:
        yield from _members(target, folder, path, level + 1, budget)
    target.unlink()


def _check(info: ZipInfo) -> None:
    """Raises UnreadableError where a member cannot be unpacked, by what is written of it."""
    if info.flag_bits & _IS_ENCRYPTED or info.compress_type == _AES:
        raise UnreadableError("archive_encrypted")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableError("not_a_regular_file")
    if info.compress_type not in _METHODS:
        raise UnreadableError("unsupported_format", f"ZIP 压缩方法 {info.compress_type}；重新压缩为普通 ZIP 即可读取 / compression method {info.compress_type}")


def _write(archive: zipfile.ZipFile, info: ZipInfo, target: Path, budget: _Budget) -> None:
    """Raises UnreadableError: damaged, archive_limit."""
    written = 0
    with target.open("wb") as file:
        for chunk in _chunks(archive, info):
            written += len(chunk)
            budget.bytes -= len(chunk)
            if budget.bytes < 0:
                raise UnreadableError("archive_limit", f"共 {MOST_BYTES} 字节 / bytes in all")
            if written > MOST_BYTES_OF_ONE:
                raise UnreadableError("archive_limit", f"{MOST_BYTES_OF_ONE} 字节 / bytes")
            if written > max(_SMALL, MOST_TIMES * info.compress_size):
                raise UnreadableError("archive_limit", f"解压后大于 {MOST_TIMES} 倍 / grows more than {MOST_TIMES} times")
            file.write(chunk)


def _chunks(archive: zipfile.ZipFile, info: ZipInfo) -> Iterator[bytes]:
    with told_as_damage():
        part = archive.open(info)
    with part:
        while True:
            with told_as_damage():
                chunk = part.read(_CHUNK)
            if not chunk:
                return
            yield chunk


def _is_hidden(path: str) -> bool:
    """As in a folder: what begins with a dot is no document, nor is what macOS puts beside each file."""
    return any(part.startswith(".") or part == "__MACOSX" for part in path.split("/"))


def _told_apart(members: Iterator[Member]) -> list[Member]:
    """No two at one path: an archive may hold a name twice."""
    seen: dict[str, int] = {}
    told = []
    for member in members:
        count = seen[member.path] = seen.get(member.path, 0) + 1
        told.append(member if count == 1 or not member.path else Member(f"{member.path} ({count})", member.file, member.fault, member.detail))
    return told
