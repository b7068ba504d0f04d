"""A fault holds back what it touches, and nothing else: which failed checks stop a release, and which documents are held back instead.

A check of a row or a document names documents: those are left out and the rest is built once more. A check of the release stops it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import yaml

from expectations.databases import number
from expectations.results import CheckResult, Place

STOPS = Path(__file__).with_name("stops.yml")
# A build is made anew at most so often without the documents that its checks named.
MOST_REBUILDS = 2


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """A place for which a document is held back: a row of ``raw.held_documents``."""

    document_key: str
    check_name: str
    page_number: int | None
    expected: str
    observed: str


def stopping_checks() -> dict[str, str]:
    """The checks whose failure stops a release, with why: the one list there is."""
    return {name: why for group in yaml.safe_load(STOPS.read_text(encoding="utf-8"))["stops"] for name, why in group["checks"].items()}


def stops(result: CheckResult) -> bool:
    """Whether this result alone keeps a release from being published."""
    if result.is_passed or result.severity != "critical":
        return False
    return result.scope == "release" or not result.places


def of_faults(work: Path, hold_all: bool) -> list[Held]:
    """Documents whose raw rows break what must hold of them: those whose keys cannot stand, and where ``hold_all`` every one."""
    sql = """
        select document_key, check_name, page_number, coalesce(expected, ''), coalesce(observed, '')
        from intermediate.int_document_faults where not is_held and (consequence = 'hold' or ?) order by all
    """
    with duckdb.connect(str(work), read_only=True) as connection:
        is_made = number(connection, "select count(*) from duckdb_tables() where schema_name = 'intermediate' and table_name = 'int_document_faults'")
        return [Held(*row) for row in connection.execute(sql, [hold_all]).fetchall()] if is_made else []


def of_checks(results: Iterable[CheckResult]) -> list[Held]:
    """Documents that failed checks of a row or a document name."""
    return sorted(
        Held(place.document_key, result.check_name, place.page_number, place.expected or place.row, place.observed)
        for result in results
        if not result.is_passed and result.severity == "critical" and result.scope != "release"
        for place in result.places
    )


def newly_held(held: Sequence[Held], work: Path, results: Sequence[CheckResult], hold_all: bool) -> list[Held]:
    """What is to be held back besides ``held``: nothing where all is well, or where a check stops the release anyway.

    Raw rows are asked first: keys that cannot stand keep tables from being made, so that nothing else that failed means anything yet.
    """
    already = {one.document_key for one in held}
    found = [one for one in of_faults(work, hold_all) if one.document_key not in already]
    if found:
        return found
    if any(stops(result) and not result.is_consequence for result in results):
        return []
    return [one for one in of_checks(results) if one.document_key not in already]


def named(place: Place, paths: dict[str, str]) -> str:
    """Where it is, for a person: path of the document, page and row."""
    parts = [paths.get(place.document_key, place.document_key)]
    parts += [f"page {place.page_number}"] if place.page_number is not None else []
    parts += [place.row] if place.row else []
    return ", ".join(parts)
