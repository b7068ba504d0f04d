"""The suites as declared in ``suites/*.yml``: which rows are looked at, and what must hold of them.

A suite is a list of batches. A batch is a query on the candidate (``main``), the work database (``work``) and the last release
(``released``); its checks are expectations of Great Expectations on the rows it gives. A batch of the form ``no_rows`` is a query
that looks for what must not be: its rows are the faults.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import jsonschema
import yaml

SUITES = Path(__file__).with_name("suites")
_SCHEMA = Path(__file__).with_name("suite.schema.json")


class SuiteError(Exception):
    """A suite file is not what the schema asks for; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class Check:
    name: str  # unique within its suite
    expectation: str  # type of Great Expectations
    arguments: Mapping[str, object] = field(default_factory=dict)
    severity: str = "critical"
    column: str | None = None
    note: str = ""  # what is checked and why, in Chinese and English


@dataclass(frozen=True, slots=True)
class Batch:
    name: str
    sql: str
    table: str | None  # published or raw table it speaks of
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Suite:
    name: str
    note: str
    batches: tuple[Batch, ...]


def load_suites(folder: Path = SUITES) -> list[Suite]:
    """All suites of ``folder`` in order of their files' names. Raises ``SuiteError``."""
    import json

    validator = jsonschema.Draft202012Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))
    suites = []
    for path in sorted(folder.glob("*.yml")):
        declared = yaml.safe_load(path.read_text(encoding="utf-8"))
        for error in validator.iter_errors(declared):
            raise SuiteError(f"{path.name}, {'/'.join(map(str, error.absolute_path))}: {error.message}")
        suites.append(_suite(declared))
    for suite in suites:
        names = [check.name for batch in suite.batches for check in batch.checks]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise SuiteError(f"suite {suite.name}: check names stand twice: {', '.join(twice)}")
    return suites


def _suite(declared: dict) -> Suite:
    batches = [_batch(batch) for batch in declared.get("batches", [])]
    batches += [_no_rows(entry) for entry in declared.get("no_rows", [])]
    return Suite(declared["suite"], declared["note"], tuple(batches))


def _batch(declared: dict) -> Batch:
    table = declared["table"]
    checks = []
    for entry in declared["checks"]:
        column = entry.get("column")
        arguments = dict(entry.get("arguments", {}))
        if column:
            arguments["column"] = column
        checks.append(Check(entry["name"], entry["expectation"], arguments, entry.get("severity", "critical"), column, entry.get("note", "")))
    return Batch(declared["name"], declared["sql"], table, tuple(checks))


def _no_rows(declared: dict) -> Batch:
    check = Check(
        declared["name"], "expect_table_row_count_to_equal", {"value": 0}, declared.get("severity", "critical"), declared.get("column"), declared["note"]
    )
    return Batch(declared["name"], declared["sql"], declared["table"], (check,))
