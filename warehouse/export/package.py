"""The Frictionless data package of an export: schemas, keys, titles, licences and sources of its CSV or Parquet files."""

import hashlib
import json
from pathlib import Path
from typing import Any

from warehouse.export.tables import Column, Export, Table, declared

# By kind of a column, the type of Frictionless.
_TYPES = {"text": "string", "integer": "integer", "decimal": "number", "number": "number", "boolean": "boolean", "date": "date"}
_DIALECTS: dict[str, dict[str, Any]] = {
    "csv": {"mediatype": "text/csv", "encoding": "utf-8", "dialect": {"csv": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}}},
    "parquet": {"mediatype": "application/vnd.apache.parquet"},
}


def write_package(export: Export, folder: Path, formats: list[str]) -> None:
    """``datapackage.json`` of the files ``<format>/<table>.<format>`` in ``folder``. Resources are of the first format; ``alternatives`` names the others."""
    said = declared()["package"]
    package = {
        "name": said["name"],
        "title": said["title"],
        "description": said["description"],
        "version": export.versions()["contract_version"],
        "profile": "data-package",
        "licenses": said["licences"],
        "attribution": said["attribution"],
        "sources": [_source(*source) for source in export.sources()],
        "resources": [_resource(export, table, folder, formats) for table in export.tables],
    }
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _source(title: str | None, publisher: str | None, url: str | None, path: str) -> dict[str, str]:
    """An address that leads to no web page is not given: it could be anything."""
    source = {"title": title or path, "file": path}
    if publisher:
        source["publisher"] = publisher
    if url and url.startswith(("http://", "https://")):
        source["path"] = url
    return source


def _resource(export: Export, table: Table, folder: Path, formats: list[str]) -> dict[str, Any]:
    first, *others = (_file(folder, table, kind) for kind in formats)
    schema: dict[str, Any] = {"fields": [_field(column, column.name in table.key) for column in table.columns], "primaryKey": list(table.key)}
    if keys := _foreign_keys(export, table):
        schema["foreignKeys"] = keys
    resource = {"name": table.name, "type": "table", "title": table.label, "description": table.description, **first, **_DIALECTS[formats[0]], "schema": schema}
    return resource | ({"alternatives": others} if others else {})


def _file(folder: Path, table: Table, kind: str) -> dict[str, Any]:
    path = folder / kind / f"{table.name}.{kind}"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": path.relative_to(folder).as_posix(), "format": kind, "bytes": path.stat().st_size, "hash": f"sha256:{digest}"}


def _field(column: Column, is_key: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "title": column.label, "description": column.description}
    # A text that is there and empty cannot be told from none in a package's eyes.
    if is_key or (column.is_required and column.kind != "text"):
        field["constraints"] = {"required": True}
    return field


def _foreign_keys(export: Export, table: Table) -> list[dict[str, Any]]:
    """Columns that end in the one-column key of another table and whose every value stands there; a department's rows may lead out of it."""
    owners: dict[str, str] = {}
    for other in export.tables:
        if len(other.key) == 1:
            owners.setdefault(other.key[0], other.name)
    conditions = {other.name: other.condition for other in export.tables}
    keys = []
    for column in table.columns:
        key = next((key for key in owners if column.name == key or column.name.endswith(f"_{key}")), None)
        if key is None or (owners[key] == table.name and column.name == key):
            continue
        owner = owners[key]
        sql = f"""
            select count(*) from (select {column.name} as found from {table.name} where {table.condition} and {column.name} is not null)
            where found not in (select {key} from {owner} where {conditions[owner]})
        """
        if export.connection.execute(sql, export.parameters).fetchall() == [(0,)]:
            reference = {"resource": "" if owner == table.name else owner, "fields": [key]}
            keys.append({"fields": [column.name], "reference": reference})
    return keys
