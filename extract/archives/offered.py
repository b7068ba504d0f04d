"""Archives among the offered files give way to what is in them."""

import shutil
from pathlib import Path

from extract.archives.unpack import ArchiveTask, Member, settle, unpack, unpacked
from extract.discover import OfferedFile
from extract.fingerprint import HashCache, file_sha256, fingerprint
from extract.formats import is_archive
from extract.workers import Failure, Limits, run_documents

# Faults that a second try would meet again.
_LASTING = ("too_slow", "too_much_memory")


def with_members(offered: list[OfferedFile], folder: Path, cache: HashCache, jobs: int, limits: Limits) -> tuple[list[OfferedFile], set[str]]:
    """``offered`` with the files of every archive in its place, in order of their paths, and the paths of the archives.

    Archives are unpacked below ``folder``, once for each content; what stands there of others is taken away. An archive stays a file of its own
    where something is to be said of it as a whole. Raises OSError where ``folder`` cannot be written.
    """
    archives = {file.file_path: file for file in offered if file.fault is None and _is_archive(file.path)}
    digests = {path: digest for path, file in archives.items() if (digest := _sha256(cache, file))}
    folders = {path: _folder_of(folder, digest) for path, digest in digests.items()}
    members = {at: known for at in sorted(set(folders.values())) if (known := unpacked(at)) is not None}
    first = {at: archives[path].path for path, at in reversed(folders.items())}
    tasks = [ArchiveTask(str(path), str(at), path.stat().st_size) for at, path in first.items() if at not in members]
    if tasks:
        for task, outcome in run_documents(tasks, unpack, jobs, limits):
            members[Path(task.folder)] = _failed(Path(task.folder), outcome) if isinstance(outcome, Failure) else outcome
    if folder.is_dir():
        for at in set(folder.iterdir()) - set(folders.values()):
            shutil.rmtree(at, ignore_errors=True)
    found: list[OfferedFile] = []
    for file in offered:
        path = file.file_path
        if path in folders:
            found += [_offered(file, member, folders[path], digests[path]) for member in members[folders[path]]]
        else:
            found.append(file)
    return sorted(found, key=lambda file: file.file_path), set(folders)


def locate(file_path: str, documents: Path, folder: Path) -> Path | None:
    """Where the document that is offered at ``file_path`` stands, in the documents folder or unpacked below ``folder``; None where it does not."""
    path = documents / file_path
    if path.is_file():
        return path
    for archive in path.parents:
        if archive == documents:
            return None
        if archive.is_file():
            within = path.relative_to(archive).as_posix()
            # Whichever version of the reader unpacked it.
            stored = folder.glob(f"{file_sha256(archive)[:16]}-*")
            return next((at / member.file for at in stored for member in unpacked(at) or () if member.path == within and member.file), None)
    return None


def _folder_of(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256[:16]}-{fingerprint('extract.archives.unpack')[:16]}"


def _offered(archive: OfferedFile, member: Member, folder: Path, digest: str) -> OfferedFile:
    if not member.path:
        return OfferedFile(archive.file_path, archive.path, member.fault, member.detail, digest)
    path = folder / member.file if member.file else archive.path
    return OfferedFile(f"{archive.file_path}/{member.path}", path, member.fault, member.detail)


def _failed(folder: Path, failure: Failure) -> list[Member]:
    shutil.rmtree(folder.with_name(f".{folder.name}.tmp"), ignore_errors=True)
    members = [Member("", None, failure.code, failure.detail)]
    if failure.code in _LASTING:
        settle(members, folder)
    return members


def _is_archive(path: Path) -> bool:
    try:
        return is_archive(path)
    except OSError:
        return False


def _sha256(cache: HashCache, file: OfferedFile) -> str | None:
    try:
        return cache.sha256(file.file_path, file.path)
    except OSError:
        return None
