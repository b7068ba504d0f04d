"""The two databases of a build: the work database with the raw rows, and the candidate that may become the published file."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

import duckdb

from expectations.results import COLUMNS, CheckResult, in_order
from extract.landing import ExtractionResult
from extract.raw_schema import LISTS, SCHEMAS
from warehouse.corrections import Correction, with_word
from warehouse.faults import BuildFault, first_line
from warehouse.isolation import Held
from warehouse.versions import BuildFacts

# polars types of the raw schema in DuckDB's words.
_TYPES = {"String": "varchar", "Int32": "integer", "Int64": "bigint", "Float64": "double", "Boolean": "boolean"}
# Fields of entries that are no whole numbers, which may be lacking.
_ENTRY_TYPES: dict[object, str] = {str: "varchar", float: "double"}
Entry = TypeVar("Entry", Correction, Held, BuildFacts)


def start_afresh(folder: Path) -> None:
    """An empty candidate folder; what an earlier build left there is of no use."""
    if folder.is_dir():
        for entry in folder.iterdir():
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def load_raw(
    work: Path,
    raw: Path,
    extraction: ExtractionResult,
    corrections: Sequence[Correction] = (),
    held: Sequence[Held] = (),
    facts: BuildFacts | None = None,
) -> None:
    """Makes one table ``raw.<name>`` per raw table in the work database, its rows in the order of the live documents.

    ``raw`` is the folder in which ``extraction`` landed. ``corrections`` are entries of ``warehouse.corrections``.
    Of the documents in ``held`` nothing is loaded but themselves, as quarantined.
    Raises ``BuildFault`` naming the file that cannot be read or has other columns.
    """
    with duckdb.connect(str(work)) as connection:
        connection.execute("create schema if not exists raw")
        for table, schema in SCHEMAS.items():
            columns = ", ".join(f'"{name}" {_TYPES[_type_name(kind)]}' for name, kind in schema.items())
            connection.execute(f'create or replace table raw."{table}" ({columns})')
            paths = [str(raw / record["folder"] / f"{table}.parquet") for record in extraction.live]
            if not paths:
                continue
            names = ", ".join(f'"{name}"' for name in schema)
            try:
                connection.execute(f'insert into raw."{table}" select {names} from read_parquet($paths)', {"paths": paths})
            except duckdb.Error as error:
                raise BuildFault(_damaged(connection, table, names, paths) or f"raw rows of {table} cannot be read: {first_line(error)}") from None
        _load_list(connection, raw, extraction, "document_files")
        connection.execute("delete from raw.document_files where document_key not in (select document_key from raw.documents)")
        _load_entries(connection, "raw.corrections", Correction, [with_word(connection, one) for one in corrections])
        _load_entries(connection, "raw.held_documents", Held, held)
        _load_facts(connection, raw, extraction, facts or BuildFacts())
        _hold_back(connection)
        connection.execute("checkpoint")


def load_facts(work: Path, raw: Path, extraction: ExtractionResult, facts: BuildFacts) -> None:
    """Puts into the work database what speaks of no document: the facts of the build, and who is expected to publish."""
    with duckdb.connect(str(work)) as connection:
        _load_facts(connection, raw, extraction, facts)


def _load_facts(connection: duckdb.DuckDBPyConnection, raw: Path, extraction: ExtractionResult, facts: BuildFacts) -> None:
    _load_list(connection, raw, extraction, "expected_publishers")
    _load_entries(connection, "raw.build", BuildFacts, [facts])


def _load_list(connection: duckdb.DuckDBPyConnection, raw: Path, extraction: ExtractionResult, table: str) -> None:
    columns = LISTS[table]
    connection.execute(f"create or replace table raw.{table} ({', '.join(f'{name} varchar' for name in columns)})")
    if table in extraction.lists:
        file = raw / extraction.lists[table]
        try:
            connection.execute(f"insert into raw.{table} select {', '.join(columns)} from read_parquet($path)", {"path": str(file)})
        except duckdb.Error as error:
            raise BuildFault(f"raw file {file} cannot be read ({first_line(error)}); remove it and build again") from None


def _load_entries(connection: duckdb.DuckDBPyConnection, table: str, kind: type[Entry], entries: Sequence[Entry]) -> None:
    """A table with the fields of ``kind`` as columns."""
    columns = {one.name: _ENTRY_TYPES.get(one.type, "integer") for one in fields(kind)}
    connection.execute(f"create or replace table {table} ({', '.join(f'{name} {type_}' for name, type_ in columns.items())})")
    if entries:
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"insert into {table} values ({marks})", [[getattr(one, name) for name in columns] for one in entries])


def _hold_back(connection: duckdb.DuckDBPyConnection) -> None:
    for table in SCHEMAS:
        if table != "documents":
            connection.execute(f'delete from raw."{table}" where document_key in (select document_key from raw.held_documents)')
    connection.execute("update raw.documents set status = 'quarantined' where document_key in (select document_key from raw.held_documents)")


def _damaged(connection: duckdb.DuckDBPyConnection, table: str, names: str, paths: Sequence[str]) -> str | None:
    """Which of ``paths`` cannot be read, in a line; None where each can be read alone."""
    for path in paths:
        try:
            connection.execute(f"select {names} from read_parquet($path)", {"path": path}).fetchall()
        except duckdb.Error as error:
            return f"raw file {path} cannot be read ({first_line(error)}); remove its folder and build again to have it read from the document"
    return None


def _type_name(kind: object) -> str:
    return str(kind).rpartition(".")[2].removesuffix("'>")


def record_checks(candidate: Path, results: Iterable[CheckResult]) -> None:
    """Writes the results into ``check_result`` and their counts into ``warehouse_build``."""
    rows = in_order(results)
    passed = sum(row.is_passed for row in rows)
    with duckdb.connect(str(candidate)) as connection:
        connection.execute("begin")
        if rows:
            marks = ", ".join("?" * len(COLUMNS))
            values = [[getattr(row, name) for name in COLUMNS] for row in rows]
            connection.executemany(f"insert into check_result ({', '.join(COLUMNS)}) values ({marks})", values)
        connection.execute("update warehouse_build set check_passed_count = ?, check_failed_count = ?", [passed, len(rows) - passed])
        connection.execute("commit")


def document_paths(work: Path) -> dict[str, str]:
    """The first path at which each document was offered, by its key."""
    with duckdb.connect(str(work), read_only=True) as connection:
        return dict(connection.execute("select document_key, min(file_path) from raw.document_files group by 1 order by 1").fetchall())


def close_for_good(candidate: Path) -> None:
    """Everything in one file: the write-ahead log written back and gone, and what describes the tables written anew.

    DuckDB before 1.4.2 may not find what one checkpoint takes over from another.
    """
    with duckdb.connect(str(candidate), config={"experimental_metadata_reuse": False}) as connection:
        # A checkpoint writes nothing where nothing has changed.
        (comment,) = connection.execute("select comment from duckdb_tables() where schema_name = 'main' and table_name = 'warehouse_build'").fetchone() or ("",)
        connection.execute("comment on table warehouse_build is '" + (comment or "").replace("'", "''") + "'")
        connection.execute("force checkpoint")
