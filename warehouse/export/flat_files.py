"""A table as CSV (UTF-8 with BOM, for spreadsheets) and as Parquet (zstd), rows in the order of their key."""

import shutil
from pathlib import Path

from warehouse.export.tables import Export, Table
from warehouse.export.text_guard import guarded_sql

_BOM = b"\xef\xbb\xbf"


def write_csv(export: Export, table: Table, path: Path) -> None:
    """Text is quoted, what is null is empty without quotes; a text that could be a formula is guarded (``text_guard``)."""
    texts = [column.name for column in table.columns if column.kind == "text"]
    columns = ", ".join(f"{guarded_sql(column.name)} as {column.name}" if column.kind == "text" else column.name for column in table.columns)
    body = path.with_name(path.name + ".body")
    _copy(export, table.select(columns), body, f"format csv, header, force_quote ({', '.join(texts)})")
    with path.open("wb") as file, body.open("rb") as rows:
        file.write(_BOM)
        shutil.copyfileobj(rows, file)
    body.unlink()


def write_parquet(export: Export, table: Table, path: Path) -> None:
    """Types and texts as in the published file."""
    _copy(export, table.select(), path, "format parquet, compression zstd")


def _copy(export: Export, sql: str, path: Path, options: str) -> None:
    target = str(path).replace("'", "''")
    export.connection.execute(f"copy ({sql}) to '{target}' ({options})", export.parameters)
