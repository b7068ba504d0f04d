"""What the review shows of a document: its pages, the raw rows that begin on each, and what was made of them."""

import itertools
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.seen.landed import Landed, Row, SeenCell
from warehouse.seen.picture import Sheet, printed

# The raw tables whose rows are shown, and the column that numbers them.
_TABLES = {"project_rows": "project_ordinal", "funding_cells": "funding_ordinal", "indicator_cells": "cell_ordinal", "total_rows": "total_ordinal"}
# Texts of a raw row in the order in which they are shown; each can be corrected where corrections reach it.
_SHOWN = {
    "project_rows": ("project_name_text", "project_code_text", "department_text", "unit_text", "objective_text", "period_objective_text"),
    "funding_cells": ("funding_group_text", "funding_label_text", "amount_text", "amount_unit_text"),
    "indicator_cells": (
        *("number_text", "level1_text", "level2_text", "indicator_name_text", "comparator_text", "target_text", "unit_text"),
        *("period_target_text", "nature_text", "weight_text", "note_text"),
    ),
    "total_rows": ("total_label_text", "funding_group_text", "funding_label_text", "amount_text", "amount_unit_text"),
}


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text of a raw row, with the place that an entry of corrections.csv names it by."""

    column: str
    text: str
    place: Mapping[str, str]  # table_name, project_ordinal, row_ordinal, page_number, column_name


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A raw row, and what was made of it."""

    mark: str  # by which cells name it
    table: str
    texts: tuple[ShownText, ...]
    read: Row | None  # of an indicator: what the published file holds
    findings: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A place of a drawn table's row."""

    cell: SeenCell | None  # None where only cells of other rows reach
    span: int  # columns


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page that prints a target table."""

    number: int
    sheet: Sheet | None  # the page as printed; None where the format has no pictures
    tables: list[list[list[Field]]]  # by table and row; table 0 is the lines outside
    rows: tuple[ShownRow, ...]
    held: tuple[Row, ...]  # of the quarantine


@dataclass(frozen=True, slots=True)
class OtherPages:
    """A run of pages of which nothing was loaded, for one reason."""

    first: int
    last: int
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """All that the page shows of a document."""

    document: Row  # of dim_document
    pages: tuple[ShownPage, ...]
    others: tuple[OtherPages, ...]
    held: tuple[Row, ...]  # of the document as a whole
    left_out: int  # pages with target tables that were not asked for


def mark_of(table: str, project: int | None, row: int) -> str:
    """The name of a row on the page."""
    return f"{table}-{project or 0}-{row}"


def gathered(connection: duckdb.DuckDBPyConnection, document: Landed, file: Path, wanted: Collection[int] | None = None) -> Review:
    """The review of ``document``, which is in the published file and was read from ``file``; of the ``wanted`` pages only, where some are."""
    about = _rows(connection, "select * from dim_document where document_key = $key", document.key)[0]
    held = _rows(connection, "select * from fact_quarantine where document_key = $key order by page_number, quarantine_key", document.key)
    blocks = document.rows("page_blocks")
    with_targets = sorted({block["page_number"] for block in blocks if block["outcome"] in ("target_table", "unreadable")})
    numbers = [number for number in with_targets if wanted is None or number in wanted]
    cells = document.cells(numbers)
    rows = _shown_rows(connection, document)
    pages = []
    for number in numbers:
        on_page = [cell for cell in cells if cell.page == number]
        sheet = printed(file, number, on_page) if document.format == "pdf" else None
        held_here = tuple(one for one in held if one["page_number"] == number)
        pages.append(ShownPage(number, sheet, _tables(on_page), tuple(rows.get(number, ())), held_here))
    others = [block for block in blocks if block["page_number"] not in with_targets]
    whole = tuple(one for one in held if one["page_number"] is None)
    return Review(about, tuple(pages), _others(others), whole, len(with_targets) - len(numbers))


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, key: str) -> list[Row]:
    cursor = connection.execute(sql, {"key": key})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _shown_rows(connection: duckdb.DuckDBPyConnection, document: Landed) -> dict[int, list[ShownRow]]:
    """By page, the rows that begin on it, project by project."""
    read = {row["indicator_key"]: row for row in _rows(connection, "select * from mart_indicator where document_key = $key", document.key)}
    findings: dict[str, list[Row]] = {}
    for one in _rows(connection, "select * from mart_finding where document_key = $key order by severity, rule_code, finding_key", document.key):
        findings.setdefault(one["indicator_key"] or one["project_key"] or "", []).append(one)
    found: dict[int, list[tuple[tuple[int, ...], ShownRow]]] = {}
    for order, (table, ordinal) in enumerate(_TABLES.items()):
        counted: dict[int, int] = {}
        for row in sorted(document.rows(table), key=lambda row: (row.get("project_ordinal") or 0, row[ordinal])):
            project = row.get("project_ordinal")
            counted[project or 0] = counted.get(project or 0, 0) + 1
            key = f"{document.key}-{project:04d}" if project else ""
            if table == "indicator_cells":
                key += f"-{counted[project or 0]:03d}"
            shown = ShownRow(
                mark_of(table, project, row[ordinal]), table, _texts(table, row, ordinal), read.get(key),
                tuple(findings.get(key, ())) if table in ("project_rows", "indicator_cells") else (),
            )  # fmt: skip
            place = (project or 10**9, order, row[ordinal])
            found.setdefault(row["page_number"], []).append((place, shown))
    return {page: [shown for _, shown in sorted(rows, key=lambda one: one[0])] for page, rows in found.items()}


def _texts(table: str, row: Row, ordinal: str) -> tuple[ShownText, ...]:
    place = {
        "table_name": table,
        "project_ordinal": "" if table == "total_rows" else str(row["project_ordinal"]),
        "row_ordinal": "" if table == "project_rows" else str(row[ordinal]),
        "page_number": str(row["page_number"]),
    }
    return tuple(ShownText(name, row[name], place | {"column_name": name}) for name in _SHOWN[table] if row[name])


def _tables(cells: list[SeenCell]) -> list[list[list[Field]]]:
    """By table and row, fields that fill the row: a cell reaches to the next one, and what stands before the first is nobody's."""
    found = []
    for _, of_table in itertools.groupby(cells, lambda cell: cell.table):
        in_table = list(of_table)
        columns = sorted({cell.column for cell in in_table})
        rows = []
        for _, in_row in itertools.groupby(in_table, lambda cell: cell.row):
            row = list(in_row)
            begins = [columns.index(cell.column) for cell in row]
            fields = [Field(None, begins[0])] if begins[0] else []
            rows.append(fields + [Field(cell, end - begin) for cell, begin, end in zip(row, begins, [*begins[1:], len(columns)], strict=True)])
        found.append(rows)
    return found


def _others(blocks: list[Row]) -> tuple[OtherPages, ...]:
    """Blocks of pages in order as runs of one outcome and reason."""
    runs: list[OtherPages] = []
    for block in sorted(blocks, key=lambda one: (one["page_number"], one["block_number"])):
        number, outcome, reason = block["page_number"], block["outcome"], block["reason"] or ""
        last = runs[-1] if runs else None
        if last and (last.outcome, last.reason) == (outcome, reason) and number <= last.last + 1:
            runs[-1] = OtherPages(last.first, number, outcome, reason)
        else:
            runs.append(OtherPages(number, number, outcome, reason))
    return tuple(runs)
