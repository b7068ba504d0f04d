"""What was made of each document, kept from build to build, so that a build works on what changed.

The kept database is a work database: that of the blank warehouse with the raw rows of the live documents and the rows of the models whose scope is
``document``, as far as anything of the release reads them. A document stands in it with a signature of all that its rows come of. A build forgets the
documents that are gone or changed, makes the new ones by themselves, a batch at a time, and takes over their rows; a transaction for each, so that
a build that is killed leaves nothing in halves. Which documents were made together, or when, leaves no trace in the rows.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from expectations.results import CheckResult
from warehouse.conform.blank import Blank, Node

# Rows of raw tables that a build reads besides its models: where a document stands, and what is wrong with it.
_ALWAYS = ("document_files", "int_document_faults")
_RELEASE_LISTS = ("build", "expected_publishers")  # raw tables that speak of no document
# Bytes of raw files in a batch: 40,000 indicators or so, whose making takes 700 MB.
BATCH_BYTES = 32_000_000
_KEYS = ("document_key", "project_key", "indicator_key")  # a key of a row begins with that of its document
_KEY_LENGTH = 16

Batch = Sequence[str]
MakeBatch = Callable[[Batch, Path], list[CheckResult]]


@dataclass(frozen=True, slots=True)
class Plan:
    """The nodes of a blank, parted by what they speak of."""

    of_documents: tuple[Node, ...]  # made of each document alone
    of_release: tuple[Node, ...]  # made of all of them, and every test
    kept: tuple[str, ...]  # schema and table, quoted, whose rows of documents something of the release reads


def plan(nodes: Sequence[Node]) -> Plan:
    """What is made when. Raises ``ValueError`` where a table of documents stands on the release, or the release on a table that is not kept."""
    by_name = {node.name: node for node in nodes}
    of_documents = tuple(node for node in nodes if node.kind == "model" and node.is_filled and node.scope != "release" and not node.fault)
    names = {node.name for node in of_documents}
    of_release = tuple(node for node in nodes if node.name not in names)
    for node in of_documents:
        wrong = [name for name in _tables_read(node, by_name) if name in by_name and name not in names]
        if wrong:
            raise ValueError(f"{node.name} is made of each document alone, but reads {wrong[0]}, which is made of all of them")
    kept: dict[str, str] = {}
    for node in of_release:
        if node.kind == "model" and not node.is_filled:
            continue
        for name in _tables_read(node, by_name):
            if name in names and by_name[name].scope == "content":
                if node.kind != "test":
                    raise ValueError(f"{node.name} is made of all documents, but reads {name}, which is not kept")
            elif name in names:
                kept[name] = str(by_name[name].relation).partition(".")[2]
            elif name not in by_name and name not in _RELEASE_LISTS:
                kept[name] = f'"raw"."{name}"'
    for name in _ALWAYS:
        kept.setdefault(name, str(by_name[name].relation).partition(".")[2] if name in by_name else f'"raw"."{name}"')
    return Plan(of_documents, of_release, tuple(kept[name] for name in sorted(kept)))


def _tables_read(node: Node, by_name: Mapping[str, Node]) -> list[str]:
    """Names of the filled and raw tables that a query reads, through views too."""
    found: list[str] = []
    for name in node.read:
        parent = by_name.get(name)
        if parent is None or parent.is_filled:
            found.append(name)
        elif parent.kind == "model":
            found += _tables_read(parent, by_name)
    return found


def signature(*parts: object) -> str:
    """Of all that the rows of a document come of (16 hex digits)."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()[:16]


def bring_up_to_date(kept: Path, blank: Blank, asked: object, documents: Mapping[str, str], sizes: Mapping[str, int], make: MakeBatch) -> list[CheckResult]:
    """Makes ``kept`` hold the rows of ``documents``, signatures by key, and of no other.

    ``asked`` is what a build asks of every document; where it, or the blank, is another, all are made anew. ``make`` makes the rows of a batch in a work
    database of its own and returns what could not be made. ``sizes`` are bytes of raw files by document.
    """
    state = signature(blank.folder.name, [(node.name, node.sql) for node in blank.nodes], asked)
    tables = plan(blank.nodes).kept
    known = _known(kept, state)
    gone = [key for key, signed in known.items() if documents.get(key) != signed]
    if not known or len(gone) > len(known) // 2:
        _start(kept, blank, state)
        known, gone = {}, []
    if gone:
        with _attached(kept) as connection:
            _forget(connection, tables, gone)
    wanting = [key for key, signed in documents.items() if known.get(key) != signed]
    results: dict[str, CheckResult] = {}
    apart = kept.with_name("batch.duckdb")
    for batch in _batches(wanting, sizes):
        try:
            _copy(blank.work, apart)
            failed = make(batch, apart)
            with _attached(kept) as connection:
                _take(connection, apart, tables, {key: "" if failed else documents[key] for key in batch})
        finally:
            # The disk may be full.
            apart.unlink(missing_ok=True)
        for result in failed:
            results.setdefault(result.check_name, result)
    return list(results.values())


def _known(kept: Path, state: str) -> dict[str, str]:
    """Signature of each document that is kept; nothing where there is no kept database, or not one of this state."""
    if not kept.is_file():
        return {}
    try:
        with _attached(kept) as connection:
            if connection.execute("select state from work.kept.state").fetchall() != [(state,)]:
                return {}
            return dict(connection.execute("select document_key, signature from work.kept.documents order by document_key").fetchall())
    except duckdb.Error:
        return {}


def _start(kept: Path, blank: Blank, state: str) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    _copy(blank.work, kept)
    with _attached(kept) as connection:
        connection.execute("create schema work.kept; create table work.kept.documents (document_key varchar primary key, signature varchar not null)")
        connection.execute("create table work.kept.state as select $state as state", {"state": state})


def _copy(database: Path, to: Path) -> None:
    # What a killed build left in a log of its own is of another database.
    to.with_name(to.name + ".wal").unlink(missing_ok=True)
    shutil.copyfile(database, to)


def _attached(kept: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    try:
        connection.execute(f"attach '{_quoted(kept)}' as work")
    except duckdb.Error:
        connection.close()
        raise
    return connection


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _forget(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], gone: Sequence[str]) -> None:
    connection.execute("begin")
    connection.execute("create temp table gone as select unnest($gone::varchar[]) as document_key", {"gone": list(gone)})
    for table in tables:
        columns = [column[0] for column in connection.execute(f"from work.{table} limit 0").description]
        key = next(column for column in _KEYS if column in columns)
        connection.execute(f"delete from work.{table} where left({key}, {_KEY_LENGTH}) in (from gone)")
    connection.execute("delete from work.kept.documents where document_key in (from gone)")
    connection.execute("commit")


def _take(connection: duckdb.DuckDBPyConnection, apart: Path, tables: Sequence[str], signatures: Mapping[str, str]) -> None:
    connection.execute(f"attach '{_quoted(apart)}' as apart (read_only)")
    connection.execute("begin")
    for table in tables:
        connection.execute(f"insert into work.{table} by name from apart.{table}")
    keys = {"keys": list(signatures), "signatures": list(signatures.values())}
    connection.execute("insert into work.kept.documents select unnest($keys::varchar[]), unnest($signatures::varchar[])", keys)
    connection.execute("commit")


def _batches(keys: Sequence[str], sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Documents in order, as many together as come to ``BATCH_BYTES``."""
    batch: list[str] = []
    total = 0
    for key in keys:
        size = sizes.get(key, 0)
        if batch and total + size > BATCH_BYTES:
            yield batch
            batch, total = [], 0
        batch.append(key)
        total += size
    if batch:
        yield batch
