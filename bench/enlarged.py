"""``python -m bench.enlarged SOURCE TARGET FACTOR``: a published file with FACTOR times its documents, to measure what reads it.

Each copy is of documents, units, projects, rows and findings of its own: keys are distinct and go on joining, names of files, publishers, regions,
departments and units bear the copy's number. What documents share (rules, conformed indicators, benchmarks) stays, with its counts multiplied.
The rows of the source come first, so that ``search_indicators`` still finds them. The same source and factor give the same rows.
"""

import argparse
import sys
from pathlib import Path

import duckdb

from warehouse.publish import copy_database

_SHARED_KEYS = ("conformed_indicator_key", "benchmark_key")
_NAMES = ("region", "department_name", "publisher", "unit_name", "before_unit_name", "file_name", "file_path")
# Tables whose rows all copies share, with what they count of the documents' rows.
_COUNTS = {
    "dim_indicator": ("indicator_count", "project_count", "document_count"),
    "dim_indicator_name": ("indicator_count",),
    "mart_indicator_benchmark": ("indicator_count", "project_count", "unit_count", "region_count"),
    "warehouse_build": (
        "document_count", "quarantined_document_count", "in_part_document_count", "quarantine_count", "page_count", "project_count", "indicator_count",
    ),
}  # fmt: skip
_JOINS = {"document_key": "dim_document", "unit_key": "dim_unit", "project_key": "dim_project", "indicator_key": "fact_indicator"}


def enlarged(source: Path, target: Path, factor: int) -> None:
    """Writes ``target``, ``source`` with ``factor`` times its documents. Raises ``ValueError`` where rows of the result do not join as those of the source."""
    copy_database(source, target)
    with duckdb.connect(str(target)) as connection:
        # In the order in which they were made: a table stands after those that its foreign keys name.
        tables = [table for (table,) in connection.execute("select table_name from duckdb_tables() where schema_name = 'main' order by table_oid").fetchall()]
        before = {table: _joined(connection, table) for table in tables}
        multiplied = [table for table in tables if table not in _COUNTS and _is_of_documents(connection, table)]
        for table in multiplied:
            columns = ", ".join(_renamed(name) for name in _columns(connection, table))
            connection.execute(f"insert into {table} select {columns} from {table}, range(1, {factor:d}) as copies(copy) order by copy, {table}.rowid")
        for table, counts in _COUNTS.items():
            connection.execute(f"update {table} set {', '.join(f'{count} = {count} * {factor:d}' for count in counts)}")
        for table in tables:
            times = factor if table in multiplied else 1
            expected = {column: count * times for column, count in before[table].items()}
            if (found := _joined(connection, table)) != expected:
                raise ValueError(f"{table}: rows that join are {found}, not {expected}")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    found = connection.execute("select column_name from duckdb_columns() where schema_name = 'main' and table_name = ? order by column_index", [table])
    return [name for (name,) in found.fetchall()]


def _is_of_documents(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether a copy has keys of its own in the table."""
    sql = "select unnest(constraint_column_names) from duckdb_constraints() where constraint_type = 'PRIMARY KEY' and table_name = ?"
    return any(_renamed(name) != name for (name,) in connection.execute(sql, [table]).fetchall())


def _renamed(column: str) -> str:
    """SQL of the column in copy number ``copy``. A key is 16 hex digits of its own and, of a row within a document, numbers after them."""
    if column == "sha256" or (column.endswith("_key") and column not in _SHARED_KEYS):
        return f"left(md5(copy || left({column}, 16)), 16) || substr({column}, 17)"
    if column in _NAMES:
        return f"{column} || '·' || (copy + 1)"
    return column


def _joined(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    """Rows of the table; by column with a key how many of them join what it names."""
    counted = {"": f"select count(*) from {table}"}
    for column in _columns(connection, table):
        if column in _JOINS:
            counted[column] = f"select count(*) from {table} inner join {_JOINS[column]} using ({column})"
    return {column: connection.execute(sql).fetchall()[0][0] for column, sql in counted.items()}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.enlarged", description="A published file with FACTOR times its documents.")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("factor", type=int)
    chosen = parser.parse_args(arguments)
    enlarged(chosen.source, chosen.target, chosen.factor)
    return 0


if __name__ == "__main__":
    sys.exit(main())
