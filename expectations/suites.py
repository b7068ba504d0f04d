"""The suites as declared in ``suites/*.yml``: which rows are looked at, and what must hold of them.

A suite is a list of batches. A batch is a query on the candidate (``main``), the work database (``work``) and the last release
(``released``); its checks are expectations of Great Expectations on the rows it gives. What stands under ``no_rows`` looks for what
must not be: each row of such a query is a fault, and names its document by a key where the check speaks of rows or documents. These are counted, and the counts of a suite form one batch, a column per check.
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
    scope: str = "release"  # row, document, release: what a failure touches
    severity: str = "critical"
    table: str | None = None  # published or raw table it speaks of
    column: str | None = None
    note: str = ""  # what is checked and why, in Chinese and English


@dataclass(frozen=True, slots=True)
class Batch:
    name: str
    checks: tuple[Check, ...]
    sql: str = ""  # gives the rows that the checks look at
    fault_queries: Mapping[str, str] = field(default_factory=dict)  # or: by check, a query whose rows are faults


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
    if declared.get("no_rows"):
        batches.append(_faults(declared["no_rows"]))
    return Suite(declared["suite"], declared["note"], tuple(batches))


def _batch(declared: dict) -> Batch:
    checks = [
        _check(entry, declared["table"], entry["expectation"], entry.get("arguments", {}) | ({"column": entry["column"]} if "column" in entry else {}))
        for entry in declared["checks"]
    ]
    return Batch(declared["name"], tuple(checks), declared["sql"])


def _faults(entries: list[dict]) -> Batch:
    checks = [_check(entry, entry["table"], "expect_column_values_to_be_in_set", {"column": entry["name"], "value_set": [0]}) for entry in entries]
    return Batch("faults", tuple(checks), fault_queries={entry["name"]: entry["sql"] for entry in entries})


def _check(entry: dict, table: str, expectation: str, arguments: dict) -> Check:
    return Check(entry["name"], expectation, arguments, entry["scope"], entry.get("severity", "critical"), table, entry.get("column"), entry["note"])
