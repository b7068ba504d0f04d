"""Names of indicators, made up or judged by eye, and the indicators that the models conform them to."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from extract.text import fold
from tests.dbt_project.compiled import Database

PAIRS = Path(__file__).resolve().parents[2] / "reference" / "benchmark" / "name_pairs.csv"
_COLUMNS = ("indicator_key", "document_key", "project_key", "level1", "level2", "indicator_name", "indicator_name_fold")


def of_names(uses: Iterable[Sequence[str]]) -> Database:
    """The tables that the uses of names, each (name, level 2, document), give; documents and levels may be left out."""
    rows = []
    for number, (name, *rest) in enumerate(uses):
        level2, document = [*rest, "", ""][:2]
        rows.append((f"{number:05}", document or "a", f"{document or 'a'}-{number % 7}", None, level2 or None, name, fold(name)))
    made = Database()
    made.give(int_indicators=pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String), orient="row"))
    return made


def conformed(uses: Sequence[Sequence[str]]) -> list[str | None]:
    """The key that each use is conformed to, None where its name says there is no indicator."""
    keys = {row["indicator_key"]: row["conformed_indicator_key"] for row in of_names(uses).rows("int_conformed_uses")}
    return [keys.get(f"{number:05}") for number in range(len(uses))]


def judged_pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
