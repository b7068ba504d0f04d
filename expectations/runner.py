"""Runs every suite on a candidate in one process and says of each check what was observed and what was expected."""

import contextlib
import logging
import math
import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from expectations.results import MOST_PLACES, CheckResult, Place, place_of
from expectations.suites import Batch, Check, Suite, SuiteError, load_suites

_MACROS = Path(__file__).with_name("macros.sql")
_SHOWN = 5  # examples named in an observation
_LONGEST = 400  # characters of an observation


def run_suites(
    candidate: Path,
    work: Path,
    released: Path | None,
    data_docs: Path | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    suites: Sequence[Suite] | None = None,
) -> list[CheckResult]:
    """Results of all checks on ``candidate``, in the order declared.

    ``released`` is the published file to compare volumes with; where there is none, or it cannot be read, or lacks a table, the
    comparison finds nothing to object to. ``data_docs`` is a folder that is filled with pages about the results.
    Raises ``SuiteError`` where a suite's query does not run on the candidate, ``OSError`` where the pages cannot be written.
    """
    suites = load_suites() if suites is None else suites
    count = sum(len(suite.batches) for suite in suites)
    results: list[CheckResult] = []
    done = 0
    with _silenced(), _databases(candidate, work, released) as connection:
        context, library = _context()
        for suite in suites:
            for batch in suite.batches:
                results += _validate(context, library, connection, suite, batch)
                done += 1
                if progress:
                    progress(done, count, f"{suite.name} {batch.name}")
        if data_docs is not None:
            from expectations.data_docs import write_data_docs

            write_data_docs(context, data_docs, count)
    return results


def _context():
    """A context that lives in memory and talks to nobody."""
    os.environ.update(GX_ANALYTICS_ENABLED="false", DO_NOT_TRACK="1")
    import great_expectations as library
    from great_expectations.data_context.types.base import ProgressBarsConfig

    # The library sets its own level as it is loaded.
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = library.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context, library


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
def _databases(candidate: Path, work: Path, released: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The candidate as ``main``, the work database as ``work``, the release's tables that the suites compare in schema ``released``."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{_quoted(candidate)}' as candidate (read_only)")
        connection.execute(f"attach '{_quoted(work)}' as work (read_only)")
        connection.execute("set timezone = 'UTC'")
        connection.execute(_MACROS.read_text(encoding="utf-8"))
        _attach_release(connection, released)
        connection.execute("use candidate.main")
        yield connection


# Columns of the last release that volumes are compared by.
_COMPARED = {
    "warehouse_build": ("contract_version", "extractor_version", "grammar_version", "conforming_version"),
    "dim_document": ("document_key", "page_count", "project_count", "indicator_count", "status"),
}


def _attach_release(connection: duckdb.DuckDBPyConnection, released: Path | None) -> None:
    """Tables ``memory.released.*``; empty where there is no release that can be compared."""
    connection.execute("create schema memory.released")
    for table, columns in _COMPARED.items():
        listed = ", ".join(columns)
        connection.execute(f"create table memory.released.{table} as select {listed} from candidate.main.{table} limit 0")
    if released is None:
        return
    try:
        connection.execute(f"attach '{_quoted(released)}' as last_release (read_only)")
        connection.execute("begin")
        for table, columns in _COMPARED.items():
            listed = ", ".join(columns)
            connection.execute(f"insert into memory.released.{table} select {listed} from last_release.main.{table}")
        connection.execute("commit")
    except duckdb.Error:
        with contextlib.suppress(duckdb.Error):
            connection.execute("rollback")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _validate(context, library, connection: duckdb.DuckDBPyConnection, suite: Suite, batch: Batch) -> list[CheckResult]:
    scopes = {check.name: check.scope for check in batch.checks}
    faults = {name: _faults(connection, suite, name, sql, scopes[name] != "release") for name, sql in batch.fault_queries.items()}
    if faults:
        import pandas

        frame = pandas.DataFrame({name: [fault.count] for name, fault in faults.items()})
    else:
        frame = _run(connection, suite, batch.name, batch.sql).df()
    name = f"{suite.name}.{batch.name}"
    asset = context.data_sources.add_pandas(name).add_dataframe_asset(batch.name)
    declared = context.suites.add(library.ExpectationSuite(name=name))
    for check in batch.checks:
        kind = getattr(library.expectations, "".join(part.capitalize() for part in check.expectation.split("_")), None)
        if kind is None:
            raise SuiteError(f"suite {suite.name}, {check.name}: no expectation {check.expectation}")
        declared.add_expectation(kind(**check.arguments, severity=check.severity, notes=check.note, meta={"check_name": check.name}))
    definition = library.ValidationDefinition(data=asset.add_batch_definition_whole_dataframe("all"), suite=declared, name=name)
    outcome = context.validation_definitions.add(definition).run(batch_parameters={"dataframe": frame})
    by_name = {result.expectation_config.meta["check_name"]: result for result in outcome.results}
    return [_result(suite, check, by_name[check.name], faults.get(check.name)) for check in batch.checks]


def _run(connection: duckdb.DuckDBPyConnection, suite: Suite, name: str, sql: str) -> duckdb.DuckDBPyConnection:
    try:
        return connection.execute(sql)
    except duckdb.Error as error:
        raise SuiteError(f"suite {suite.name}, {name}: {' '.join(str(error).split())[:300]}") from None


@dataclass(frozen=True, slots=True)
class _Faults:
    """The rows that a check's query finds."""

    count: int
    examples: list[str]  # the first of them in the order of their texts
    places: tuple[Place, ...] = ()  # none where a row names no document: it is open what else is touched


def _faults(connection: duckdb.DuckDBPyConnection, suite: Suite, name: str, sql: str, names_documents: bool) -> _Faults:
    count = _run(connection, suite, name, f"select count(*) from ({sql})").fetchone()[0]
    if not count:
        return _Faults(0, [])
    cursor = _run(connection, suite, name, f"from ({sql}) order by all limit {MOST_PLACES if names_documents else _SHOWN}")
    columns = [column[0] for column in cursor.description]
    rows = cursor.fetchall()
    places = [place_of(dict(zip(columns, row, strict=True))) for row in rows] if names_documents else [None]
    examples = ["|".join(_said(value) for value in row) for row in rows[:_SHOWN]]
    return _Faults(count, examples, tuple(sorted(set(places), key=repr)) if None not in places else ())


def _result(suite: Suite, check: Check, outcome, faults: _Faults | None) -> CheckResult:
    raised = [info["exception_message"] for info in _exceptions(outcome.exception_info) if info.get("raised_exception")]
    if raised:
        observed = f"the check could not be made: {' '.join(raised[0].split())}"
    elif faults is not None:
        observed = f"{faults.count}" + (f": {'; '.join(faults.examples)}" if faults.examples else "")
    else:
        observed = _observed(outcome.result)
    expected = "0" if faults is not None else _expected(check)
    places = faults.places if faults is not None else ()
    return CheckResult(
        suite.name, check.name, check.table, check.column, check.severity, bool(outcome.success), observed[:_LONGEST], expected, check.scope, places
    )  # fmt: skip


def _exceptions(info: dict) -> list[dict]:
    """Great Expectations gives one record, or one per metric."""
    return [info] if "raised_exception" in info else [value for value in info.values() if isinstance(value, dict)]


def _observed(result: dict) -> str:
    if "observed_value" in result:
        return _said(result["observed_value"])
    examples = sorted({_said(value) for value in result.get("partial_unexpected_list", [])})[:_SHOWN]
    return f"{result.get('unexpected_count', 0)} of {result.get('element_count', 0)}" + (f": {', '.join(examples)}" if examples else "")


def _expected(check: Check) -> str:
    kind = check.expectation.removeprefix("expect_")
    arguments = ", ".join(f"{name} {_said(value)}" for name, value in check.arguments.items() if name != "column")
    return f"{kind}: {arguments}" if arguments else kind


def _said(value: object) -> str:
    """A value in the same words on every machine; whole numbers without a fraction."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "null"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return "[" + ", ".join(_said(item) for item in value) + "]"
    return str(value)
