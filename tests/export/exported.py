"""A published file in small with values that a spreadsheet has no place for, and its exports read back."""

import datetime
import math
from decimal import Decimal
from pathlib import Path

import duckdb

from tests.warehouse import miniature
from warehouse.export.tables import Export, export

LONG = "=" + "长" * 32_766 + "尾"
ASTRAL = "\U0001f4a7" * 20_000
EXACT = Decimal("123456789012345678.123456")
TEXTS = (
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "\t=1",
    "\r=1",
    "'=1",
    "＝1",
    "a\x1b[2J\x00\ufffeb",
    "_x0041_",
    " 空 ",
    "一\n二\r\n三",
    "00012",
    "http://a.invalid",
    '"',
    "a,b",
    "",
)
DEPARTMENTS = ("测试局", "测试二局", "=其他局")


def make(path: Path) -> None:
    """Seven indicators of the miniature and one for each of ``TEXTS``; the first of these holds what no cell holds."""
    miniature.make_candidate(path)
    with duckdb.connect(str(path)) as connection:
        for number, text in enumerate(TEXTS):
            odd = {"objective_text": LONG, "remark_text": ASTRAL, "target_value": EXACT, "due_date": datetime.date(1899, 12, 31), "due_date_source": "printed"}
            row = {"project_key": f"{miniature.KEY}-0001", "document_key": miniature.KEY, "unit_key": "培训中心"}
            row |= {"deadline_date": datetime.date(2026, 2, 28), "weight": Decimal("0.1000"), "project_total_yuan_do_not_sum": Decimal("9999999999999.99")}
            miniature.insert(
                connection, "mart_indicator", indicator_key=f"odd-{number:02d}", indicator_name=text, department_name=DEPARTMENTS[number % 2],
                polarity="none", vagueness="measured", **row, **(odd if number == 0 else {}),
            )  # fmt: skip
        for number, department in enumerate(DEPARTMENTS, 1):
            place = {"project_key": f"{miniature.KEY}-{number:04d}", "document_key": miniature.KEY, "unit_key": "培训中心"}
            miniature.insert(
                connection, "mart_project", **place, department_name=department, department_source="printed", scope="project", unit_source="printed"
            )


def rows(chosen: Export, table: str) -> list[tuple[object, ...]]:
    """Of the published file, in the order of the key."""
    (found,) = (one for one in chosen.tables if one.name == table)
    return chosen.connection.execute(found.select(), chosen.parameters).fetchall()


def differing(expected: object, cell: object) -> bool:
    """Whether a cell of a workbook holds another value: numbers are as doubles, dates have an hour, an empty text is none."""
    if isinstance(expected, Decimal):
        return Decimal(repr(cell)) != expected if isinstance(cell, (int, float)) and not isinstance(cell, bool) else cell != str(expected)
    if isinstance(expected, float):
        return not (isinstance(cell, (int, float)) and math.isclose(expected, cell, rel_tol=1e-15))
    if isinstance(expected, datetime.date):
        return cell not in (datetime.datetime.combine(expected, datetime.time()), expected.isoformat())
    return (cell, type(cell)) != (expected, type(expected)) and (expected or None) is not cell


__all__ = ["ASTRAL", "EXACT", "LONG", "TEXTS", "differing", "export", "make", "rows"]
