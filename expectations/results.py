"""The outcome of one check, whichever tool ran it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MOST_PLACES = 10_000  # kept of one result; more documents than that at once are no fault of documents


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a check found a fault."""

    document_key: str
    page_number: int | None
    row: str  # key of the row, empty where the document is meant
    expected: str = ""
    observed: str = ""


@dataclass(frozen=True, slots=True, order=True)
class CheckResult:
    """A row of ``check_result``. Nothing in it depends on the clock, the machine or the run."""

    suite: str  # dbt, or one of expectations/suites
    check_name: str  # unique
    table_name: str | None
    column_name: str | None
    severity: str  # critical, warning
    is_passed: bool
    observed: str
    expected: str
    scope: str = "release"  # row, document, release: what a failure touches
    places: tuple[Place, ...] = field(default=(), compare=False)  # of a failed check of rows or documents
    is_consequence: bool = field(default=False, compare=False)  # not made or run because something else failed


# The columns of ``check_result``.
COLUMNS = ("suite", "check_name", "table_name", "column_name", "severity", "is_passed", "observed", "expected", "scope")


def in_order(results: Iterable[CheckResult]) -> list[CheckResult]:
    return sorted(results, key=lambda result: (result.suite, result.check_name))


_KEYS = ("indicator_key", "project_key", "document_key")


def place_of(row: Mapping[str, object]) -> Place | None:
    """The place that a row of a check's query names by its keys; every key begins with the document's. None where it names none."""
    key = next((str(row[name]) for name in _KEYS if row.get(name)), None)
    if key is None:
        return None
    page = row.get("page_number")
    said = {name: "" if row.get(name) is None else str(row[name])[:300] for name in ("expected", "observed")}
    return Place(key[:16], None if page is None else int(str(page)), key if len(key) > 16 else "", **said)


def places_of(rows: Iterable[Mapping[str, object]]) -> tuple[Place, ...]:
    """The places that the rows of a check's query name, each once. None where a row names no document: it is open what else is touched."""
    found = {place_of(row) for row in rows}
    return tuple(sorted((place for place in found if place), key=repr)) if None not in found else ()
