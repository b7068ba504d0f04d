"""Fills copies of the blank warehouse's databases: the rows of models by their compiled queries, and every test asked."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import yaml

from expectations.databases import number
from expectations.results import MOST_PLACES, CheckResult, Place, places_of
from warehouse.conform.blank import Node, Progress, one_line
from warehouse.faults import BuildFault
from warehouse.settings import DBT_PROJECT, MEMORY


def fill(nodes: Sequence[Node], candidate: Path | None, work: Path, progress: Progress, unmade: Iterable[str] = (), memory: str = MEMORY) -> list[CheckResult]:
    """Makes the rows of ``nodes`` anew in ``candidate`` and ``work``, copies of the blank's databases, the second with its raw rows.

    The results are those of the tests, and one for every model that could not be made; what needs such a model, or one of ``unmade``, is skipped and
    says so, but for a dispensable one, whose table is left empty. Nodes that stand in the work database alone need no ``candidate``. Raises ``BuildFault`` where the disk is full.
    """
    results: list[CheckResult] = []
    wanting = set(unmade)
    with opened(candidate, work, memory) as connection:
        for done, node in enumerate(nodes, 1):
            is_wanting = not wanting.isdisjoint(node.parents)
            if node.kind == "test":
                results.append(_skipped(node) if is_wanting else _asked(connection, node))
            elif node.is_filled or node.fault:
                result = _skipped(node) if is_wanting else _unmade(node, node.fault) if node.fault else _made(connection, node)
                results += [result] if result else []
                is_wanting = result is not None and not node.is_dispensable
            if is_wanting:
                wanting.add(node.name)
            progress(done, len(nodes), node.name)
    return results


def opened(candidate: Path | None, work: Path, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """Both databases of a build, with the settings that dbt's profile gives them; what takes more than ``memory`` is put beside ``work``."""
    output = yaml.safe_load((DBT_PROJECT / "profiles.yml").read_text(encoding="utf-8"))["performance_targets"]["outputs"]["candidate"]
    connection = duckdb.connect(str(candidate or ":memory:"))
    try:
        for name, value in output["settings"].items():
            connection.execute(f"set {name} = '{value}'")
        quoted = str(work).replace("'", "''")
        connection.execute(f"set memory_limit = '{memory}'; set temp_directory = '{quoted}.tmp'")
        connection.execute(f"attach '{quoted}' as work")
    except duckdb.Error:
        connection.close()
        raise
    return connection


def _made(connection: duckdb.DuckDBPyConnection, node: Node) -> CheckResult | None:
    """Puts the rows of a model into its table, in the place of any. None where that went well."""
    try:
        connection.execute(f"delete from {node.relation}")
        connection.execute(f"insert into {node.relation} by name\n{node.sql}")
    except duckdb.Error as error:
        if "no space left on device" in str(error).lower():
            raise BuildFault(f"no space left on the device ({node.name} was being made)") from None
        return _unmade(node, one_line(error))
    return None


def _unmade(node: Node, why: str, is_consequence: bool = False) -> CheckResult:
    return CheckResult(
        "dbt", f"{node.kind}_{node.name}", node.name, None, "warning" if node.is_dispensable else "critical", False, why, "the model can be built",
        is_consequence=is_consequence,
    )  # fmt: skip


def _asked(connection: duckdb.DuckDBPyConnection, node: Node) -> CheckResult:
    """The answer of a test, and the places that its rows name."""
    places: tuple[Place, ...] = ()
    try:
        failures = number(connection, f"select count(*) from (\n{node.sql}\n)")
        observed = str(failures)
        if failures and node.scope != "release":
            cursor = connection.execute(f"select distinct * from (\n{node.sql}\n) order by all limit {MOST_PLACES}")
            names = [column[0] for column in cursor.description]
            places = places_of(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    except duckdb.Error as error:
        failures, observed = 1, f"error: {one_line(error)}"
    return CheckResult("dbt", node.name, node.table, node.column, node.severity, not failures, observed, "0", node.scope, places=places)


def _skipped(node: Node) -> CheckResult:
    if node.kind != "test":
        return _unmade(node, "skipped: something that it is made of failed", is_consequence=True)
    said = "skipped: not run"
    return CheckResult("dbt", node.name, node.table, node.column, node.severity, False, said, "0", node.scope, is_consequence=True)
