"""Lands documents as Parquet: one folder per document content and reader, whole or not there, and a list of the live ones."""

import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, NotRequired, Protocol, TypedDict, cast

from extract.archives.offered import with_members
from extract.discover import MANIFEST_COLUMNS, OfferedFile, find_files
from extract.dispatch import format_of, read_document, task_fingerprint
from extract.files import sync, write_atomically
from extract.fingerprint import HashCache, fingerprint
from extract.manifest import read_expected_publishers, read_manifest
from extract.reasons import UnreadableError, say
from extract.rows import Described, DocumentRows, settle_status
from extract.workers import Failure, Limits, run_documents

LIVE_SET = "live_set.json"
RECORD = "record.json"
# Where the files of archives are unpacked, below the raw folder.
ARCHIVES = "archives"


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read: plain values, so that it can go to another process."""

    document_key: str
    sha256: str
    path: str
    folder: str  # absolute, where it is landed
    fault: str | None = None  # a code of reasons.yml where the file must not be opened
    detail: str | None = None  # what is particular to the fault
    size: int = 0  # bytes


class Record(TypedDict):
    """What landing writes down of one document, beside its raw files."""

    document_key: str
    folder: str  # below the raw folder
    format: str
    status: str
    reason: str | None
    page_count: int | None
    files: dict[str, tuple[int, str]]  # size and sha256 of each raw file, by its name
    file_paths: NotRequired[list[str]]  # at which it is offered; only in the live set


@dataclass(slots=True)
class ExtractionResult:
    """The live set after extraction. ``live`` holds one record per document, in order of its key."""

    live: list[Record] = field(default_factory=list)
    lists: dict[str, str] = field(default_factory=dict)  # names of the Parquet files of what stands beside the documents, by table of ``raw_schema.LISTS``
    digest: str = ""
    new: int = 0
    unchanged: int = 0
    removed: int = 0
    quarantined: int = 0
    complaints: list[str] = field(default_factory=list)


class Listener(Protocol):
    """Hears how far the reading is."""

    def begins(self, documents: int) -> None:
        """So many documents are new and will be read."""

    def reads(self, pages: int) -> None:
        """So many more pages of some document were read."""

    def lands(self) -> None:
        """One more document was read, or could not be."""


def extract_documents(
    documents: Path, raw: Path, jobs: int = 1, listener: Listener | None = None, limits: Limits | None = None, apart: Path | None = None
) -> ExtractionResult:
    """Reads what is new below ``documents`` and lands it below ``raw``; ``listener`` hears how far it is.

    No file below ``apart``, or else ``raw``, counts as a document.
    Raises DocumentsFolderError where the folder does not exist or cannot be read, OSError where landing cannot be written.
    """
    limits = limits or Limits()
    cache = HashCache(raw / "fingerprints.json")
    offered, archives = with_members(find_files(documents, apart or raw), raw / ARCHIVES, cache, jobs, limits)
    described, complaints = read_manifest(documents)
    expected, more = read_expected_publishers(documents)
    complaints += [f"documents.csv: {path!r} is not in the folder" for path in sorted(set(described) - {file.file_path for file in offered} - archives)] + more
    before = _read_json(raw / LIVE_SET) or {"documents": []}
    tasks, paths = _tasks(offered, raw, cache)
    cache.save()
    records: dict[str, Record] = {}
    pending: list[Task] = []
    for task in tasks:
        record = _landed(Path(task.folder))
        if record is None:
            pending.append(task)
        else:
            records[task.document_key] = record
    if listener:
        listener.begins(len(pending))
    for record in _read_all(pending, jobs, limits, listener):
        records[record["document_key"]] = record
        if listener:
            listener.lands()
    live: list[Record] = [{**records[key], "file_paths": sorted(paths[key])} for key in sorted(records)]
    lists = {"document_files": _land_list(raw, "document_files", _document_files(paths, described, archives))}
    if expected:
        lists["expected_publishers"] = _land_list(raw, "expected_publishers", expected)
    live_set = {"lists": lists, "documents": live}
    content = json.dumps(live_set, ensure_ascii=False, indent=1, sort_keys=True).encode()
    if not (raw / LIVE_SET).is_file() or (raw / LIVE_SET).read_bytes() != content:
        write_atomically(raw / LIVE_SET, content)
    _prune(raw, live, lists.values())
    known = {record["document_key"] for record in before["documents"]}
    return ExtractionResult(
        live=live,
        lists=lists,
        digest=hashlib.sha256(content).hexdigest(),
        new=len(pending),
        unchanged=len(live) - len(pending),
        removed=len(known - records.keys()),
        quarantined=sum(record["status"] == "quarantined" for record in live),
        complaints=complaints,
    )


def _tasks(offered: list[OfferedFile], raw: Path, cache: HashCache) -> tuple[list[Task], dict[str, list[str]]]:
    """One task per content, at the first path in order, and the paths of each content."""
    tasks: dict[str, Task] = {}
    paths: dict[str, list[str]] = {}
    for file in offered:
        fault = file.fault
        sha256 = file.sha256 or ""
        if fault is None:
            try:
                sha256 = cache.sha256(file.file_path, file.path)
            except OSError:
                fault = "unreadable_file"
        if not sha256:
            # No bytes to name it by: the path stands in, so that the file still has its row.
            sha256 = hashlib.sha256(f"{fault}: {file.file_path}".encode()).hexdigest()
        key = sha256[:16]
        paths.setdefault(key, []).append(file.file_path)
        if key not in tasks:
            fingerprint = task_fingerprint(file.path, fault, file.detail)
            size = file.path.stat().st_size if fault is None else 0
            tasks[key] = Task(key, sha256, str(file.path), str(raw / f"{key}-{fingerprint[:16]}"), fault, file.detail, size)
    return list(tasks.values()), paths


def _landed(folder: Path) -> Record | None:
    """The record of a folder that was landed whole and still is as it was written, by size."""
    record: Record | None = _read_json(folder / RECORD)
    if record and all((folder / name).is_file() and (folder / name).stat().st_size == size for name, (size, _) in record["files"].items()):
        return record
    return None


def damaged_folders(raw: Path) -> list[str]:
    """Live folders below ``raw`` whose files are no longer the bytes that were landed."""
    live_set = _read_json(raw / LIVE_SET) or {"documents": []}
    return [
        record["folder"]
        for record in live_set["documents"]
        if any(
            not (raw / record["folder"] / name).is_file() or hashlib.sha256((raw / record["folder"] / name).read_bytes()).hexdigest() != digest
            for name, (_, digest) in record["files"].items()
        )
    ]


def _read_all(tasks: list[Task], jobs: int, limits: Limits, listener: Listener | None) -> Iterator[Record]:
    """Every document's record as it lands. A document that took its worker with it is quarantined with the reason."""
    if not tasks:
        return
    come_to: dict[str, int] = {}

    def heard(task: Task, page: int) -> None:
        if listener:
            listener.reads(page - come_to.get(task.document_key, 0))
        come_to[task.document_key] = page

    for task, outcome in run_documents(tasks, read_and_land, jobs, limits, heard):
        if isinstance(outcome, Failure):
            rows = DocumentRows(document={"status": "quarantined", "reason": say(outcome.code, outcome.detail)})
            yield land(task, format_of(Path(task.path)), rows)
        else:
            yield outcome


def read_and_land(task: Task, report_page: Callable[[int], None] = lambda count: None) -> Record:
    """Reads one document and lands its folder; whatever is wrong with the document ends in its record, not in an exception."""
    try:
        if task.fault:
            raise UnreadableError(task.fault, task.detail)
        format_name, rows = read_document(Path(task.path), report_page)
    except UnreadableError as fault:
        rows = DocumentRows(document={"status": "quarantined", "reason": str(fault)})
        format_name = "unknown" if task.fault else format_of(Path(task.path))
    except PermissionError as error:
        format_name, rows = "unknown", DocumentRows(document={"status": "quarantined", "reason": say("unreadable_file", error.strerror)})
    settle_status(rows)
    return land(task, format_name, rows)


def land(task: Task, format_name: str, rows: DocumentRows) -> Record:
    """Writes one document's raw tables into its folder, which takes its name only when whole. Returns its record."""
    from extract.frames import raw_frames

    folder = Path(task.folder)
    size = Path(task.path).stat().st_size if not task.fault else None
    head = {"sha256": task.sha256, "format": format_name, "byte_count": size}
    rows.document = head | rows.document
    temporary = folder.with_name(f".{folder.name}.tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    files: dict[str, tuple[int, str]] = {}
    for table, frame in raw_frames(task.document_key, rows).items():
        buffer = BytesIO()
        frame.write_parquet(buffer, compression="zstd")
        data = buffer.getvalue()
        (temporary / f"{table}.parquet").write_bytes(data)
        files[f"{table}.parquet"] = (len(data), hashlib.sha256(data).hexdigest())
    record: Record = {
        "document_key": task.document_key,
        "folder": folder.name,
        "format": format_name,
        "status": str(rows.document["status"]),
        "reason": cast("str | None", rows.document.get("reason")),
        "page_count": cast("int | None", rows.document.get("page_count")),
        "files": files,
    }
    write_atomically(temporary / RECORD, json.dumps(record, ensure_ascii=False, sort_keys=True).encode())
    shutil.rmtree(folder, ignore_errors=True)
    temporary.rename(folder)
    sync(folder.parent)
    landed: Record = json.loads(json.dumps(record))
    return landed


def _document_files(paths: dict[str, list[str]], described: dict[str, Described], archives: Collection[str]) -> list[Described]:
    """One row per offered path with what the manifest says of it, or else of the archive that it is in, whose title is not its own."""
    empty = dict.fromkeys(MANIFEST_COLUMNS)

    def said(path: str) -> Described:
        if path in described:
            return described[path]
        archive = next((parent for parent in map(str, PurePosixPath(path).parents) if parent in archives), None)
        return {**described[archive], "title": None} if archive in described else empty

    rows: list[Described] = [{"file_path": path, "document_key": key, **said(path)} for key, at in paths.items() for path in at]
    return sorted(rows, key=lambda row: str(row["file_path"]))


def _land_list(raw: Path, table: str, rows: Sequence[Described]) -> str:
    """Lands one of the tables ``raw_schema.LISTS``; the file is named by its content."""
    content = json.dumps(rows, ensure_ascii=False) + fingerprint("extract.frames")
    name = f"{table}-{hashlib.sha256(content.encode()).hexdigest()[:16]}.parquet"
    if not (raw / name).is_file():
        from extract.frames import list_frame

        buffer = BytesIO()
        list_frame(table, rows).write_parquet(buffer, compression="zstd")
        write_atomically(raw / name, buffer.getvalue())
    return name


def _prune(raw: Path, live: list[Record], lists: Collection[str]) -> None:
    """Takes away what an older reader landed of the live documents, left-overs of killed builds, and older lists."""
    kept = {record["folder"] for record in live}
    live_keys = {record["document_key"] for record in live}
    for path in raw.iterdir():
        is_superseded = path.is_dir() and path.name not in kept and path.name.split("-")[0] in live_keys
        if is_superseded or (path.is_dir() and path.name.startswith(".") and path.name.endswith(".tmp")):
            shutil.rmtree(path, ignore_errors=True)
        elif path.suffix == ".parquet" and path.name not in lists:
            path.unlink()


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
