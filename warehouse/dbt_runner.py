"""Runs the dbt project once, in this process, on the candidate and the work database."""

import contextlib
import io
import json
import locale
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.databases import attach
from expectations.results import MOST_PLACES, CheckResult, Place, places_of
from warehouse.faults import BuildFault

if TYPE_CHECKING:
    from dbt.artifacts.schemas.results import NodeResult
    from dbt.cli.main import dbtRunnerResult
    from dbt.contracts.graph.nodes import GenericTestNode, ResultNode, SingularTestNode
    from dbt_common.events.base_types import EventMsg

Progress = Callable[[int, int, str], None]


def run_dbt(project: Path, candidate: Path, work: Path, scratch: Path, variables: Mapping[str, object], progress: Progress) -> list[CheckResult]:
    """``dbt build`` of ``project``; its tests, and every model that could not be made, as check results.

    ``scratch`` is the folder for dbt's own files. No file of the project's folder is written and nothing is sent anywhere.
    Raises ``BuildFault`` where the project cannot be compiled or no result comes back.
    """
    from dbt.artifacts.schemas.run import RunExecutionResult
    from dbt.contracts.graph.nodes import GenericTestNode, SingularTestNode

    done = 0
    total = 0
    complaints: list[str] = []

    def on_event(event: "EventMsg") -> None:
        nonlocal done, total
        if event.info.name == "NodeFinished":
            done += 1
            progress(done, max(total, done), event.data.node_info.node_name)
        elif event.info.name == "LogStartLine":
            total = max(total, event.data.total)
        elif event.info.level == "error":
            complaints.append(str(getattr(event.info, "msg", "")))

    # Unit tests speak of the models, not of these documents: they are run where the project is tested. The others make nothing.
    left_out = [part for kind in ("unit_test", "saved_query", "exposure") for part in ("--exclude-resource-type", kind)]
    command = ["build", *left_out, "--vars", json.dumps(variables)]
    answer = invoke(command, project, candidate, work, scratch, callbacks=[on_event])
    if answer.exception is not None:
        raise BuildFault(f"dbt cannot build the project: {_one_line(answer.exception)}")
    if not isinstance(answer.result, RunExecutionResult):
        raise BuildFault(f"dbt gave no result: {complaints[0] if complaints else 'see dbt.log in the candidate folder'}")
    for outcome in answer.result.results:
        if "no space left on device" in str(outcome.message).lower():
            raise BuildFault(f"{candidate.parent}: no space left on the device ({outcome.node.name} was being made)")
    checked = [(result, outcome) for outcome in answer.result.results if (result := _check_of(outcome)) is not None]
    broken = [
        outcome.node
        for result, outcome in checked
        if isinstance(outcome.node, SingularTestNode | GenericTestNode) and result.scope != "release" and outcome.status in ("fail", "warn")
    ]
    places = _places(candidate, work, broken)
    return [replace(result, places=places.get(outcome.node.unique_id, ())) for result, outcome in checked]


def invoke(command: Sequence[str], project: Path, candidate: Path, work: Path, scratch: Path, **runner: Any) -> "dbtRunnerResult":
    """dbt's own answer to ``command`` on the two databases; ``runner`` is handed to ``dbtRunner``. No database stays open."""
    os.environ.update(PTW_CANDIDATE=str(candidate), PTW_WORK=str(work), PTW_DBT_TARGET=str(scratch / "target"))
    os.environ.update(DO_NOT_TRACK="1", DBT_SEND_ANONYMOUS_USAGE_STATS="false")
    # dbt opens its own project file in the encoding of the locale.
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    from dbt.cli.main import dbtRunner

    arguments = [
        *command, "--project-dir", str(project), "--profiles-dir", str(project), "--target-path", str(scratch / "target"), "--log-path", str(scratch),
        "--log-level", "none", "--no-use-colors", "--no-send-anonymous-usage-stats", "--no-version-check",
    ]  # fmt: skip
    # Warnings that dbt prints past its own log level belong in the log file.
    with contextlib.redirect_stdout(io.StringIO()):
        answer = dbtRunner(**runner).invoke(arguments)
    _let_go_of_databases()
    return answer


def _places(candidate: Path, work: Path, nodes: "list[SingularTestNode | GenericTestNode]") -> dict[str, tuple[Place, ...]]:
    """By id of a failed test, the places that its rows name: its query, as compiled for this build, is asked once more."""
    if not nodes:
        return {}
    import duckdb

    found: dict[str, tuple[Place, ...]] = {}
    with duckdb.connect() as connection:
        attach(connection, candidate, candidate.stem)
        attach(connection, work, "work")
        connection.execute(f"use {candidate.stem}.main")
        for node in nodes:
            cursor = connection.execute(f"select distinct * from ({node.compiled_code}) order by all limit {MOST_PLACES}")
            names = [column[0] for column in cursor.description]
            found[node.unique_id] = places_of(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    return found


def _check_of(outcome: "NodeResult") -> CheckResult | None:
    node = outcome.node
    kind, status = str(node.resource_type), str(outcome.status)
    if kind not in ("test", "unit_test"):
        if status == "success":
            return None
        if status == "skipped":
            # dbt makes nothing of what failed a test; without its table nothing more can be checked.
            return CheckResult(
                "dbt", f"{kind}_{node.name}", node.name, None, "critical", False, "skipped: something that it is made of failed", "the model can be built",
                is_consequence=True,
            )  # fmt: skip
        return CheckResult("dbt", f"{kind}_{node.name}", node.name, None, "critical", False, _one_line(outcome.message), "the model can be built")
    meta = getattr(node.config, "meta", None) or {}
    scope, severity = meta.get("scope", "release"), meta.get("severity", "critical")
    table = _table_of(node)
    if status == "pass":
        observed = "0"
    elif status in ("fail", "warn"):
        observed = str(outcome.failures if kind == "test" else _one_line(outcome.message))
    else:
        observed = f"{status}: {_one_line(outcome.message or 'not run')}"
    return CheckResult(
        "dbt", node.name, table, getattr(node, "column_name", None), severity, status == "pass", observed, "0", scope, is_consequence=status == "skipped"
    )  # fmt: skip


def _table_of(node: "ResultNode") -> str | None:
    """The table a test speaks of; of one that reads several, the one it is declared at, else the first it names."""
    attached = getattr(node, "attached_node", None) or getattr(node, "tested_node_unique_id", None)
    names = [attached] if attached else list(getattr(node.depends_on, "nodes", ()))
    return names[0].rpartition(".")[2] if names else None


def _one_line(message: object) -> str:
    """dbt's messages begin with a line that names the node and hold the cause further down."""
    return " ".join(line.strip() for line in str(message).splitlines() if line.strip())[:500]


def _let_go_of_databases() -> None:
    """Closes what dbt keeps open for as long as the process lives: the files could not be opened in another way."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    if environment := getattr(DuckDBConnectionManager, "_ENV", None):
        environment.close()
    DuckDBConnectionManager.close_all_connections()
