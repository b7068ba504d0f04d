"""The blank warehouse: what dbt makes of no documents, kept for as long as rules and libraries stay the same.

Every table stands in it with its columns, constraints, comments and views, and with its rows where they come of the seeds alone, the worked examples
among them; beside it stands the plan, the compiled query of every model and test in the order in which they are made. A build starts from copies of the
databases and fills them (``warehouse.conform.fill``), so that it loads and asks dbt only after a rule has changed.
"""

import fcntl
import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from extract.landing import ExtractionResult
from extract.raw_schema import LISTS, SCHEMAS
from warehouse.candidate import load_raw
from warehouse.faults import BuildFault
from warehouse.settings import DATABASE_NAME
from warehouse.versions import library_versions, tree_digest

if TYPE_CHECKING:
    from dbt.artifacts.schemas.results import NodeResult

Progress = Callable[[int, int, str], None]
WORK_NAME = "work.duckdb"
_PLAN = "plan.json"
_DAYS = 3  # after which the blank of another state of the rules is thrown away
_RAW = "source.performance_targets.raw."
_KINDS = ("seed", "model", "test")


@dataclass(frozen=True, slots=True)
class Node:
    """A seed, a model or a test."""

    name: str
    kind: str  # seed, model, test
    relation: str | None  # database, schema and table, quoted; None of a test
    sql: str | None  # as compiled; None of a seed
    parents: tuple[str, ...]  # names of the seeds, models and raw tables that stand before it
    is_filled: bool = False  # a table whose rows come of raw rows; others are whole in the blank
    fault: str = ""  # why dbt could not make it
    scope: str = "release"  # what it speaks of: a model document, content or release (dbt_project.yml), a test row, document or release
    severity: str = "critical"  # of a test: critical, warning
    table: str | None = None  # of a test: what it speaks of
    column: str | None = None
    is_dispensable: bool = False  # what reads it goes on without its rows

    @property
    def read(self) -> tuple[str, ...]:
        """The parents that the query reads; a foreign key, too, has one table stand before another."""
        return tuple(name for name in self.parents if f'."{name}"' in (self.sql or ""))


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank warehouse on disk."""

    folder: Path
    nodes: tuple[Node, ...]  # parents before their children

    @property
    def published(self) -> Path:
        return self.folder / DATABASE_NAME

    @property
    def work(self) -> Path:
        return self.folder / WORK_NAME

    @property
    def scratch(self) -> Path:
        """What dbt wrote for itself: its log, and in ``target`` the manifest."""
        return self.folder / "dbt"


def blank_of(project: Path, kept: Path, progress: Progress = lambda *_: None) -> Blank:
    """The blank warehouse of the dbt project in ``project``; one that is in the folder ``kept`` is used, else dbt makes it there.

    Raises ``BuildFault`` where the project cannot be built.
    """
    kept.mkdir(parents=True, exist_ok=True)
    folder = kept / _digest(project)
    with _alone(kept):
        found = _read(folder)
        if found is None:
            _throw_away_old(kept)
            with tempfile.TemporaryDirectory(dir=kept, prefix=".making-") as making:
                _make(project, Path(making), progress)
                shutil.rmtree(folder, ignore_errors=True)
                Path(making).rename(folder)
                Path(making).mkdir()  # for the context to remove
            found = _read(folder)
            assert found is not None
    return found


def _digest(project: Path) -> str:
    """Of all that a blank is made of (16 hex digits)."""
    versions = library_versions()
    parts = {
        "project": tree_digest(project),
        "raw": {name: {column: str(kind) for column, kind in columns.items()} for name, columns in SCHEMAS.items()} | {"lists": LISTS},
        "libraries": [versions[name] for name in ("dbt-core", "dbt-duckdb", "duckdb")],
        "code": [hashlib.sha256(path.read_bytes()).hexdigest() for path in (Path(__file__), Path(__file__).parents[1] / "candidate.py")],
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


@contextmanager
def _alone(kept: Path) -> Iterator[None]:
    """Whoever comes second waits for what the first one makes."""
    with (kept / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _throw_away_old(kept: Path) -> None:
    oldest = time.time() - _DAYS * 86400
    for path in kept.iterdir():
        if path.is_dir() and path.stat().st_mtime < oldest:
            shutil.rmtree(path, ignore_errors=True)


def _read(folder: Path) -> Blank | None:
    """The blank in ``folder``; None where there is none or it is not as it was made."""
    try:
        plan = json.loads((folder / _PLAN).read_text(encoding="utf-8"))
        if any(_sha256(folder / name) != sha256 for name, sha256 in plan["files"].items()):
            return None
        folder.touch()
    except (OSError, ValueError):
        return None
    return Blank(folder, tuple(Node(**{**node, "parents": tuple(node["parents"])}) for node in plan["nodes"]))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _make(project: Path, folder: Path, progress: Progress) -> None:
    load_raw(folder / WORK_NAME, folder, ExtractionResult())
    nodes = _planned(_built(project, folder, progress))
    with duckdb.connect(str(folder / DATABASE_NAME)) as connection:
        connection.execute(f"attach '{folder / WORK_NAME}' as work")
        # What dbt made of no documents is no row of any: counts of nothing. Worked examples stay where documents never are.
        for node in reversed(nodes):
            if node.is_filled and not node.fault and node.scope != "content":
                connection.execute(f"delete from {node.relation}")
        connection.execute("force checkpoint; force checkpoint work")
    files = {name: _sha256(folder / name) for name in (DATABASE_NAME, WORK_NAME)}
    plan = {"files": files, "nodes": [asdict(node) for node in nodes]}
    (folder / _PLAN).write_text(json.dumps(plan, ensure_ascii=False, indent=1), encoding="utf-8")


def _built(project: Path, folder: Path, progress: Progress) -> "Sequence[NodeResult]":
    """What dbt says of each node in a build of everything but unit tests, which speak of the models and are run where the project is tested."""
    from dbt.artifacts.schemas.run import RunExecutionResult

    from warehouse.conform.dbt import invoke

    done = total = 0
    complaints: list[str] = []

    def on_event(event: Any) -> None:
        nonlocal done, total
        if event.info.name == "NodeFinished":
            done += 1
            progress(done, max(total, done), event.data.node_info.node_name)
        elif event.info.name == "LogStartLine":
            total = max(total, event.data.total)
        elif event.info.level == "error":
            complaints.append(str(getattr(event.info, "msg", "")))

    # Saved queries and exposures make nothing.
    left_out = [part for kind in ("unit_test", "saved_query", "exposure") for part in ("--exclude-resource-type", kind)]
    answer = invoke(["build", *left_out], project, folder / DATABASE_NAME, folder / WORK_NAME, folder / "dbt", callbacks=[on_event])
    if answer.exception is not None:
        raise BuildFault(f"dbt cannot build the project: {one_line(answer.exception)}")
    if not isinstance(answer.result, RunExecutionResult):
        raise BuildFault(f"dbt gave no result: {one_line(complaints[0]) if complaints else 'it does not say why'}")
    for outcome in answer.result.results:
        if "no space left on device" in str(outcome.message).lower():
            raise BuildFault(f"{folder}: no space left on the device ({outcome.node.name} was being made)")
    return answer.result.results


def _planned(outcomes: "Sequence[NodeResult]") -> list[Node]:
    """The nodes of a build, parents before their children, in an order that is the same everywhere."""
    found = {outcome.node.unique_id: outcome.node for outcome in outcomes}
    faults = {
        outcome.node.unique_id: "skipped: something that it is made of failed" if str(outcome.status) == "skipped" else one_line(outcome.message)
        for outcome in outcomes
        if str(outcome.node.resource_type) != "test" and str(outcome.status) != "success"
    }
    depth: dict[str, int] = {}
    of_raw: dict[str, bool] = {}

    def visit(unique_id: str) -> None:
        if unique_id in depth:
            return
        parents = _parents(found.get(unique_id))
        for parent in parents:
            visit(parent)
        depth[unique_id] = 1 + max((depth[parent] for parent in parents), default=0)
        of_raw[unique_id] = unique_id.startswith(_RAW) or any(of_raw[parent] for parent in parents)

    for unique_id in sorted(found):
        visit(unique_id)
    in_order = sorted(found, key=lambda one: (depth[one], _KINDS.index(str(found[one].resource_type)), one))
    return [_node(found[one], of_raw[one], faults.get(one, "")) for one in in_order]


def _parents(node: Any) -> Sequence[str]:
    """Ids of what a node stands on: nothing of a seed, nor of a source, which is no node of a build."""
    return getattr(node.depends_on, "nodes", ()) if node is not None else ()


def _node(node: Any, is_of_raw: bool, fault: str) -> Node:
    kind = str(node.resource_type)
    parents = tuple(name.rpartition(".")[2] for name in _parents(node))
    if kind == "seed":
        return Node(node.name, kind, node.relation_name, None, (), fault=fault)
    if kind == "model":
        is_filled = is_of_raw and node.config.materialized == "table"
        meta = node.config.meta or {}
        return Node(
            node.name, kind, node.relation_name, node.compiled_code, parents, is_filled, fault,
            scope=meta.get("scope", "release"), is_dispensable=meta.get("is_dispensable", False),
        )  # fmt: skip
    if node.config.fail_calc != "count(*)":
        raise BuildFault(f"{node.name}: a test counts its rows, not {node.config.fail_calc}")
    meta = node.config.meta or {}
    return Node(
        node.name, kind, None, node.compiled_code, parents,
        scope=meta.get("scope", "release"), severity=meta.get("severity", "critical"), table=_table_of(node), column=getattr(node, "column_name", None),
    )  # fmt: skip


def _table_of(test: Any) -> str | None:
    """The table a test speaks of; of one that reads several, the one it is declared at, else the first it names."""
    attached = getattr(test, "attached_node", None)
    names: Iterable[str] = [attached] if attached else test.depends_on.nodes
    return next((name.rpartition(".")[2] for name in names), None)


def one_line(message: object) -> str:
    """A message of a library, whose first line often names the place and a later one the cause."""
    return " ".join(line.strip() for line in str(message).splitlines() if line.strip())[:500]
