"""Known errors of source documents: ``dbt_project/corrections.csv``, one reviewed entry a line, applied by dbt on top of the raw rows.

An entry names a document by its sha256 and a place in one raw table: ``table_name``, ``project_ordinal`` (none in documents and total_rows),
``row_ordinal`` (cell_ordinal, funding_ordinal or total_ordinal; none where a project or document has one row), ``page_number`` (none in
documents) and ``column_name``. ``printed`` stands in that place exactly once and is replaced by ``meant``; where it is empty the place must be.
"""

import csv
import re
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry: a row of ``raw.corrections``."""

    correction_number: int  # from 1
    document_key: str
    sha256: str
    table_name: str
    project_ordinal: int | None
    row_ordinal: int | None
    page_number: int | None
    column_name: str
    printed_text: str
    meant_text: str
    meant_fold: str
    reason: str
    corrected_word: str = ""  # of a label, empty otherwise

    @property
    def place(self) -> tuple[str | int | None, ...]:
        return self.sha256, self.table_name, self.project_ordinal, self.row_ordinal, self.page_number, self.column_name


def read_corrections(path: Path) -> list[Correction]:
    """Entries in order.

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
    first: dict[tuple[str | int | None, ...], int] = {}
    for one in corrections:
        number = first.setdefault(one.place, one.correction_number)
        if number != one.correction_number:
            raise BuildFault(f"{path.name}, entry {one.correction_number}: entry {number} is of the same place")
    return corrections


def _entry(name: str, number: int, line: dict[str, str]) -> Correction:
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
    return Correction(
        correction_number=number,
        document_key=line["sha256"][:16],
        sha256=line["sha256"],
        table_name=table,
        project_ordinal=numbers["project_ordinal"],
        row_ordinal=numbers["row_ordinal"],
        page_number=numbers["page_number"],
        column_name=column,
        printed_text=line["printed"],
        meant_text=line["meant"],
        meant_fold=fold(line["meant"]),
        reason=line["reason"].strip(),
    )


def with_word(connection: duckdb.DuckDBPyConnection, correction: Correction) -> Correction:
    """The correction with the word of the label that it makes of what is landed in ``raw``; as it is where the column has no words."""
    name = correction.column_name.removesuffix("_text")
    if name not in LABELS:
        return correction
    ordinals = {"project_ordinal": correction.project_ordinal, ORDINALS[correction.table_name]: correction.row_ordinal}
    place = {"document_key": correction.document_key} | {key: value for key, value in ordinals.items() if value is not None}
    query = f"select {correction.column_name} from raw.{correction.table_name} where {' and '.join(f'{key} = ?' for key in place)}"
    found = connection.execute(query, list(place.values())).fetchone()
    printed, raw = correction.printed_text, (found and found[0]) or ""
    return replace(correction, corrected_word=label_word(name, raw.replace(printed, correction.meant_text) if printed else correction.meant_text) or "")
