"""What every question to the databases of a build begins with. DuckDB itself is loaded by those who open a connection."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def attach(connection: DuckDBPyConnection, path: Path, alias: str) -> None:
    """Opens the database at ``path`` read-only under the name ``alias``. Raises ``duckdb.Error``."""
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as {alias} (read_only)")


def number(connection: DuckDBPyConnection, sql: str, values: Sequence[object] = ()) -> int:
    """The one number that ``sql`` gives; 1 for true, 0 for false."""
    ((found,),) = connection.execute(sql, list(values)).fetchall()
    return int(found)
