"""The suites as declared in ``suites/*.yml``: which rows of the candidate are looked at, and what Great Expectations expects of them.

A suite looks at one published table, or at the rows of a query on the candidate (``candidate.main``) and the last release (``released``).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import jsonschema
import yaml

SUITES = Path(__file__).with_name("suites")
_SCHEMA = Path(__file__).with_name("suite.schema.json")


class SuiteError(Exception):
    """A suite is not what the schema asks for, or cannot be asked of the candidate; the message names the place."""


@dataclass(frozen=True, slots=True)
class Check:
    name: str  # unique among all suites
    expectation: str  # type of Great Expectations
    arguments: Mapping[str, object]
    scope: str  # row, document, release: what a failure touches
    where: Mapping[str, object] = field(default_factory=dict)  # only rows with these values are looked at
    severity: str = "critical"
    note: str = ""  # what is checked and why, in Chinese and English

    @property
    def column(self) -> str | None:
        named = self.arguments.get("column", self.arguments.get("column_A"))
        return None if named is None else str(named)


@dataclass(frozen=True, slots=True)
class Suite:
    name: str  # of its file
    table: str  # published table that it speaks of
    checks: tuple[Check, ...]
    key: str | None = None  # column that names a row, for checks of rows and documents
    sql: str = ""  # the rows looked at; all of the table where empty
    note: str = ""


def load_suites(folder: Path = SUITES) -> list[Suite]:
    """All suites of ``folder`` in order of their files' names. Raises ``SuiteError``."""
    validator = jsonschema.Draft202012Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))
    suites = []
    for path in sorted(folder.glob("*.yml")):
        declared = yaml.safe_load(path.read_text(encoding="utf-8"))
        for error in validator.iter_errors(declared):
            raise SuiteError(f"{path.name}, {'/'.join(map(str, error.absolute_path))}: {error.message}")
        suites.append(Suite(path.stem, **declared | {"checks": tuple(Check(**entry) for entry in declared["checks"])}))
    names = [check.name for suite in suites for check in suite.checks]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SuiteError(f"check names stand twice: {', '.join(twice)}")
    unnamed = [check.name for suite in suites for check in suite.checks if check.scope != "release" and not suite.key]
    if unnamed:
        raise SuiteError(f"no key says which rows fail: {', '.join(unnamed)}")
    return suites
