"""Runs every suite on a candidate in one process and says of each check what was observed and what was expected."""

from __future__ import annotations

import contextlib
import functools
import logging
import operator
import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from expectations.databases import attach
from expectations.results import MOST_PLACES, CheckResult, places_of
from expectations.suites import Check, Suite, SuiteError, load_suites

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.data_context.data_context.abstract_data_context import AbstractDataContext
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
    from great_expectations.expectations.expectation import Expectation

_SHOWN = 5  # examples named in an observation
_LONGEST = 400  # characters of an observation


def run_suites(
    candidate: Path,
    released: Path | None,
    data_docs: Path | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    suites: Sequence[Suite] | None = None,
) -> list[CheckResult]:
    """Results of all checks on ``candidate``, in the order declared.

    ``released`` is the published file to compare volumes with; where there is none, or it cannot be read, or lacks a table, the
    comparison finds nothing to object to. ``data_docs`` is a folder that is filled with pages about the results.
    Raises ``SuiteError`` where a suite does not fit the candidate, ``OSError`` where the pages cannot be written.
    """
    suites = load_suites() if suites is None else suites
    results: list[CheckResult] = []
    with _silenced(), _databases(candidate, released) as connection:
        context = _context()
        from expectations.duckdb_source import add_source

        source = add_source(context, "candidate", connection)
        for done, suite in enumerate(suites, 1):
            _make_view(connection, suite)
            results += _validate(context, source, suite)
            if progress:
                progress(done, len(suites), suite.name)
        if data_docs is not None:
            from expectations.data_docs import write_data_docs

            write_data_docs(context, data_docs, len(suites))
    return results


def _context() -> AbstractDataContext:
    """A context that lives in memory and talks to nobody."""
    os.environ.update(GX_ANALYTICS_ENABLED="false", DO_NOT_TRACK="1")
    from great_expectations import get_context
    from great_expectations.data_context.types.base import ProgressBarsConfig

    # The library sets its own level as it is loaded.
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


@contextlib.contextmanager
def _silenced() -> Iterator[None]:
    # Loading the library sets its loggers' levels anew, so that only the switch for all of them holds.
    disabled = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)


@contextlib.contextmanager
def _databases(candidate: Path, released: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory beside the ``candidate``, with the release's tables that the suites compare in its schema ``released``."""
    with duckdb.connect() as connection:
        attach(connection, candidate, "candidate")
        _attach_release(connection, released)
        yield connection


# Columns of the last release that volumes are compared by.
_COMPARED = {
    "warehouse_build": ("contract_version", "extractor_version", "grammar_version", "conforming_version"),
    "dim_document": ("document_key", "page_count", "project_count", "indicator_count", "status"),
}


def _attach_release(connection: duckdb.DuckDBPyConnection, released: Path | None) -> None:
    """Tables ``released.*``; empty where there is no release that can be compared."""
    connection.execute("create schema released")
    for table, columns in _COMPARED.items():
        connection.execute(f"create table released.{table} as select {', '.join(columns)} from candidate.main.{table} limit 0")
    if released is None:
        return
    try:
        attach(connection, released, "last_release")
        connection.execute("begin")
        for table, columns in _COMPARED.items():
            connection.execute(f"insert into released.{table} select {', '.join(columns)} from last_release.main.{table}")
        connection.execute("commit")
    except duckdb.Error:
        with contextlib.suppress(duckdb.Error):
            connection.execute("rollback")


def _make_view(connection: duckdb.DuckDBPyConnection, suite: Suite) -> None:
    try:
        connection.execute(f"create view {suite.name} as {suite.sql or f'from candidate.main.{suite.table}'}")
    except duckdb.Error as error:
        raise SuiteError(f"suite {suite.name}: {' '.join(str(error).split())[:300]}") from None


def _validate(context: AbstractDataContext, source: SQLDatasource, suite: Suite) -> list[CheckResult]:
    from great_expectations import ExpectationSuite, ValidationDefinition

    declared = context.suites.add(ExpectationSuite(name=suite.name))
    for check in suite.checks:
        declared.add_expectation(_expectation(suite, check))
    rows = source.add_table_asset(suite.name, table_name=suite.name).add_batch_definition_whole_table("all")
    definition = context.validation_definitions.add(ValidationDefinition(data=rows, suite=declared, name=suite.name))
    shown = {"result_format": "COMPLETE", "partial_unexpected_count": MOST_PLACES} | ({"unexpected_index_column_names": [suite.key]} if suite.key else {})
    outcomes = definition.run(result_format=shown).results
    by_name = {outcome.expectation_config.meta["check_name"]: outcome for outcome in outcomes if outcome.expectation_config}
    return [_result(suite, check, by_name[check.name]) for check in suite.checks]


def _expectation(suite: Suite, check: Check) -> Expectation:
    from great_expectations import expectations
    from great_expectations.expectations.row_conditions import Column

    kind: Callable[..., Expectation] | None = getattr(expectations, "".join(part.capitalize() for part in check.expectation.split("_")), None)
    if kind is None:
        raise SuiteError(f"suite {suite.name}, {check.name}: no expectation {check.expectation}")
    arguments = dict(check.arguments)
    if check.where:
        arguments["row_condition"] = functools.reduce(operator.and_, (Column(name) == value for name, value in check.where.items()))
    return kind(**arguments, severity=check.severity, notes=check.note, meta={"check_name": check.name})


def _result(suite: Suite, check: Check, outcome: ExpectationValidationResult) -> CheckResult:
    raised = [info["exception_message"] for info in _exceptions(outcome.exception_info) if info.get("raised_exception")]
    unexpected = [] if raised or outcome.success else outcome.result.get("unexpected_index_list") or []
    if raised:
        observed = f"the check could not be made: {' '.join(raised[0].split())}"
    else:
        found = sorted({" ".join(_said(value) for value in row.values()) for row in unexpected})[:_SHOWN]
        count = outcome.result["unexpected_count"]
        # Of how many rows is told of faults alone: how many a check beside the last release looks at is no matter of the documents.
        observed = f"{count} of {outcome.result['element_count']}" if count else "0"
        observed += f": {', '.join(found)}" if found else ""
    rows = [row | {"observed": ", ".join(_said(value) for name, value in row.items() if name != suite.key)} for row in unexpected]
    return CheckResult(
        suite.name, check.name, suite.table, check.column, check.severity, bool(outcome.success), observed[:_LONGEST], _expected(check), check.scope,
        places_of(rows) if check.scope != "release" else (),
    )  # fmt: skip


def _exceptions(info: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Great Expectations gives one record, or one per metric."""
    return [info] if "raised_exception" in info else [value for value in info.values() if isinstance(value, dict)]


def _expected(check: Check) -> str:
    said = [f"{name} {_said(value)}" for name, value in check.arguments.items() if name != "column"]
    said += [f"where {name} is {_said(value)}" for name, value in check.where.items()]
    return ": ".join(filter(None, (check.expectation.removeprefix("expect_"), ", ".join(said))))


def _said(value: object) -> str:
    """A value on one line."""
    return "null" if value is None else " ".join(str(value).split())
