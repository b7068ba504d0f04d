"""What is exported: the tables of ``tables.yml`` with the names, labels and keys that the published file gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

from warehouse.descriptions import chinese_name


@dataclass(frozen=True, slots=True)
class Column:
    """``label`` is its Chinese name, ``description`` what the model says of it in both languages."""

    name: str
    kind: str  # text, integer, decimal, number, boolean or date
    label: str
    description: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    label: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    condition: str  # that its rows fulfil; may name $department

    def select(self, columns: str = "*") -> str:
        """SQL of ``columns`` of the rows, in the order of their key."""
        return f"select {columns} from {self.name} where {self.condition} order by {', '.join(self.key)}"


@dataclass(frozen=True, slots=True)
class Export:
    """A published file, and the part of it that is exported."""

    connection: duckdb.DuckDBPyConnection
    tables: tuple[Table, ...]
    department: str | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """For the SQL of the tables."""
        return {} if self.department is None else {"department": self.department}

    def count(self, table: Table) -> int:
        rows = self.connection.execute(f"select count(*) from {table.name} where {table.condition}", self.parameters).fetchall()
        return int(rows[0][0])

    def sources(self) -> list[tuple[str | None, str | None, str | None, str]]:
        """Title, publisher, address and path of the documents that are exported, in the order of their paths."""
        (documents,) = (table for table in self.tables if table.name == "dim_document")
        sql = f"select title, publisher, url, file_name from dim_document where {documents.condition} order by file_name"
        return self.connection.execute(sql, self.parameters).fetchall()

    def versions(self) -> dict[str, str]:
        """What ``warehouse_build`` says of the file."""
        cursor = self.connection.execute("from warehouse_build")
        names, rows = [column[0] for column in cursor.description], cursor.fetchall()
        return dict(zip(names, map(str, rows[0]), strict=True))


@cache
def declared() -> Mapping[str, Any]:
    """What ``tables.yml`` says."""
    said: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("tables.yml").read_text(encoding="utf-8"))
    return said


def export(connection: duckdb.DuckDBPyConnection, department: str | None = None) -> Export:
    """The tables of ``connection``, of one department where it is named. A table that an older file does not have is left out."""
    tables = []
    for entry in declared()["tables"]:
        found = connection.execute("select comment from duckdb_tables() where schema_name = 'main' and table_name = ?", [entry["name"]]).fetchall()
        if found:
            condition = entry["department"] if department is not None else "true"
            tables.append(Table(entry["name"], chinese_name(found[0][0]), found[0][0], *_parts(connection, entry["name"]), condition))
    return Export(connection, tuple(tables), department)


def _parts(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[tuple[str, ...], tuple[Column, ...]]:
    ((key,),) = connection.execute(
        "select constraint_column_names from duckdb_constraints() where schema_name = 'main' and constraint_type = 'PRIMARY KEY' and table_name = ?", [table]
    ).fetchall()
    columns = connection.execute(
        "select column_name, data_type, comment, is_nullable from duckdb_columns() where schema_name = 'main' and table_name = ? order by column_index", [table]
    ).fetchall()
    made = (Column(name, _kind(kind), chinese_name(comment), comment, not nullable) for name, kind, comment, nullable in columns)
    return tuple(key), tuple(made)


def _kind(data_type: str) -> str:
    if data_type.startswith("DECIMAL"):
        return "decimal"
    return {"INTEGER": "integer", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}.get(data_type, "text")
