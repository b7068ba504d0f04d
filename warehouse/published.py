"""What a published file says of itself, and the way in for those who only read it."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.databases import number
from warehouse.settings import parse

if TYPE_CHECKING:
    import duckdb

NO_FILE = 2  # exit status where there is no published file yet


@dataclass(frozen=True, slots=True)
class Published:
    """What a published file says of itself."""

    inputs_digest: str | None  # null where the file cannot be read or does not say
    has_rows: bool  # true where it cannot be read: what is not known to be empty is not treated as such
    versions: dict[str, str]  # the texts of the row of warehouse_build
    counts: dict[str, int]  # its numbers
    targets_by_kind: dict[str, int]
    held: dict[str, int]  # what stands in the quarantine, by subject
    quarantined: list[dict[str, str]]  # file_path and reason of each document of which nothing is loaded


def held_counts(connection: "duckdb.DuckDBPyConnection") -> dict[str, int]:
    """How many documents, pages, indicators, readings and amounts stand in the quarantine, by subject."""
    return dict(
        connection.execute("""
            select subject, count(distinct coalesce(
                indicator_key, project_key || '-' || funding_ordinal, case subject when 'page' then document_key || '-' || page_number end, document_key
            ))
            from fact_quarantine group by 1 order by 1
        """).fetchall()
    )


def read_published(path: Path) -> Published | None:
    """The published file's own account of itself; None where there is no file."""
    if not path.exists():
        return None
    import duckdb

    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            cursor = connection.execute("select * from warehouse_build")
            names, row = [column[0] for column in cursor.description], cursor.fetchone()
            has_rows = number(connection, "select count(*) from dim_project") > 0
            kinds = connection.execute("select target_kind, count(*) as n from fact_indicator group by 1 order by n desc, target_kind").fetchall()
            quarantined = connection.execute(
                "select file_path, reason from dim_document inner join document_file using (document_key) where status = 'quarantined' order by 1"
            ).fetchall()
            # a release made before there was a quarantine
            is_listed = number(connection, "select count(*) from duckdb_tables() where table_name = 'fact_quarantine'")
            held = held_counts(connection) if is_listed else {}
    except duckdb.Error:
        return Published(None, True, {}, {}, {}, {}, [])
    said = dict(zip(names, row, strict=True)) if row else {}
    versions = {name: value for name, value in said.items() if isinstance(value, str)}
    counts = {name: value for name, value in said.items() if isinstance(value, int)}
    return Published(
        versions.get("inputs_digest"), has_rows, versions, counts, dict(kinds), held, [{"file_path": path, "reason": reason} for path, reason in quarantined]
    )


@contextmanager
def opened(arguments: Sequence[str] | None = None) -> Iterator[tuple[Path, "duckdb.DuckDBPyConnection"]]:
    """Path of the published file that command line and environment name, and a read-only connection to it.

    Ends the process with status 2 where there is no such file yet.
    """
    import duckdb

    path = parse(arguments).published
    if not path.is_file():
        print(f"no published file at {path}; make build publishes it", file=sys.stderr)
        sys.exit(NO_FILE)
    with duckdb.connect(str(path), read_only=True) as connection:
        yield path, connection
