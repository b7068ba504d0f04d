"""Known errors of source documents: ``dbt_project/corrections.csv``, one reviewed entry a line, applied by dbt on top of the raw rows.

An entry names a document by its sha256 and a place in one raw table: ``table_name``, ``project_ordinal`` (none in documents and total_rows),
``row_ordinal`` (cell_ordinal, funding_ordinal or total_ordinal; none where a project or document has one row), ``page_number`` (none in
documents) and ``column_name``. ``printed`` stands in that place exactly once and is replaced by ``meant``; where it is empty the place must be.
"""

import csv
import re
from pathlib import Path

import duckdb

from extract.frames import label_word
from extract.raw_schema import LABELS, SCHEMAS
from extract.rows import ORDINALS
from extract.text import fold
from warehouse.faults import BuildFault

COLUMNS = ("sha256", "table_name", "project_ordinal", "row_ordinal", "page_number", "column_name", "printed", "meant", "reason")
# Which of the numbers say where in a table; the raw column that row_ordinal stands for.
_PLACES = {
    "documents": (),
    "project_rows": ("project_ordinal", "page_number"),
    "indicator_cells": ("project_ordinal", "row_ordinal", "page_number"),
    "funding_cells": ("project_ordinal", "row_ordinal", "page_number"),
    "total_rows": ("row_ordinal", "page_number"),
}
_NUMBERS = ("project_ordinal", "row_ordinal", "page_number")

Correction = dict[str, object]


def read_corrections(path: Path) -> list[Correction]:
    """Entries in order with ``correction_number`` (from 1), ``document_key``, numbers as integers, and ``meant_fold``.

    Raises ``BuildFault`` naming the entry that is not well formed.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise BuildFault(f"{path.name}: the columns are {', '.join(reader.fieldnames or ())}, not {', '.join(COLUMNS)}")
            lines = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BuildFault(f"{path.name} cannot be read: {error}") from None
    corrections = [_entry(f"{path.name}, entry {number}", number, line) for number, line in enumerate(lines, 1)]
    places: dict[tuple, int] = {}
    for one in corrections:
        place = tuple(one[name] for name in ("sha256", "table_name", *_NUMBERS, "column_name"))
        other = places.setdefault(place, one["correction_number"])
        if other != one["correction_number"]:
            raise BuildFault(f"{path.name}, entry {one['correction_number']}: entry {other} is of the same place")
    return corrections


def _entry(name: str, number: int, line: dict) -> Correction:
    if None in line or None in line.values():
        raise BuildFault(f"{name}: not as many values as columns")
    table, column = line["table_name"], line["column_name"]
    if not re.fullmatch(r"[0-9a-f]{64}", line["sha256"]):
        raise BuildFault(f"{name}: {line['sha256']!r} is not a sha256 in hex")
    if table not in _PLACES:
        raise BuildFault(f"{name}: there is no table {table!r} to correct; those are {', '.join(_PLACES)}")
    if not column.endswith("_text") or column not in SCHEMAS[table]:
        raise BuildFault(f"{name}: {table} has no text {column!r}")
    numbers = {}
    for ordinal in _NUMBERS:
        text = line[ordinal]
        if (ordinal in _PLACES[table]) != bool(text) or (text and not re.fullmatch(r"[1-9][0-9]{0,8}", text)):
            raise BuildFault(f"{name}: {ordinal} is {text!r}; a place in {table} has {', '.join(_PLACES[table]) or 'no numbers'}")
        numbers[ordinal] = int(text) if text else None
    if line["printed"] == line["meant"] or not line["reason"].strip():
        raise BuildFault(f"{name}: {'nothing is changed' if line['reason'].strip() else 'no reason is given'}")
    return {
        "correction_number": number,
        "document_key": line["sha256"][:16],
        "sha256": line["sha256"],
        "table_name": table,
        **numbers,
        "column_name": column,
        "printed_text": line["printed"],
        "meant_text": line["meant"],
        "meant_fold": fold(line["meant"]),
        "reason": line["reason"].strip(),
    }


def corrected_word(connection: duckdb.DuckDBPyConnection, correction: Correction) -> str | None:
    """The word of the label that a correction makes of what is landed in ``raw``; None where the column has no words."""
    column, table = str(correction["column_name"]), str(correction["table_name"])
    name = column.removesuffix("_text")
    if name not in LABELS:
        return None
    place = {"document_key": correction["document_key"], "project_ordinal": correction["project_ordinal"], ORDINALS[table]: correction["row_ordinal"]}
    place = {key: value for key, value in place.items() if value is not None}
    found = connection.execute(f"select {column} from raw.{table} where {' and '.join(f'{key} = ?' for key in place)}", list(place.values())).fetchone()
    raw, printed, meant = (found and found[0]) or "", str(correction["printed_text"]), str(correction["meant_text"])
    return label_word(name, raw.replace(printed, meant) if printed else meant)
