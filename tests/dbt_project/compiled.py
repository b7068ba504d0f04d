"""The dbt project as dbt compiles it, made model by model in a database of memory over given raw rows or given models."""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from extract.raw_schema import LISTS, SCHEMAS
from warehouse.conform.blank import Blank, Node, blank_of
from warehouse.conform.dbt import invoke

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "dbt_project"
BLANKS = ROOT / ".pytest_cache" / "blank"
_SCHEMAS: dict[str, Mapping[str, Any]] = {**SCHEMAS, **{name: dict.fromkeys(columns, pl.String) for name, columns in LISTS.items()}}


@cache
def blank() -> Blank:
    """The blank warehouse of the project as it stands."""
    return blank_of(PROJECT, BLANKS)


def folder() -> Path:
    """Holds the databases of the blank warehouse: seeds, and every other table without rows."""
    return blank().folder


def dbt(databases: Path, *command: str, **runner: object):
    """dbt's answer to ``command`` on the databases of a folder. Raises ``AssertionError`` where it did not do all of it."""
    # The published file's name is that of the database in compiled queries.
    answer = invoke(command, PROJECT, databases / "performance_targets.duckdb", databases / "work.duckdb", databases / "dbt", **runner)
    wrong = [f"{one.node.name}: {one.message}" for one in getattr(answer.result, "results", ()) if one.status in ("error", "fail", "skipped")]
    assert answer.exception is None and not wrong, answer.exception or "\n".join(wrong)
    return answer


@cache
def nodes() -> Mapping[str, Node]:
    """Seeds, models and singular tests by name, parents before their children."""
    return {node.name: node for node in blank().nodes}


@cache
def _manifest():
    """The project as dbt parsed it, so that to compile again does not parse again."""
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(blank().scratch, Path(copy) / "dbt")
        return dbt(Path(copy), "parse").result


def recompiled(change: str, *names: str) -> dict[str, str]:
    """The queries of models and singular tests as they are compiled over seeds that ``change`` (SQL) has altered."""
    nodes()
    with tempfile.TemporaryDirectory() as copy:
        shutil.copy(folder() / "work.duckdb", copy)
        with duckdb.connect(str(Path(copy) / "work.duckdb")) as connection:
            connection.execute(f"use seeds; {change}")
        answer = dbt(Path(copy), "compile", "--select", *names, manifest=_manifest())
        found = {one.node.name: one.node.compiled_code for one in answer.result.results}
    return {name: found[name] for name in names}


def seed(name: str) -> list[dict[str, str]]:
    """The rows of a seed as text, empty cells as empty strings."""
    path = next((PROJECT / "seeds").rglob(f"{name}.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Database:
    """The project's tables in memory, each made when it is first asked for: from what was given, or else by the compiled query of its model."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("set threads = 1")
        self.connection.execute(f"attach '{folder() / 'work.duckdb'}' as kept (read_only); attach ':memory:' as work; attach ':memory:' as performance_targets")
        self.connection.execute("use performance_targets")
        for schema in ("raw", "seeds", "staging", "intermediate"):
            self.connection.execute(f"create schema work.{schema}")
        self._nodes = nodes()
        self._made: set[str] = set()
        self._given: set[str] = set()

    def land(self, **tables: Iterable[Mapping[str, Any]]) -> None:
        """Puts rows (columns left out are empty) into raw tables, in the place of what was there."""
        for name, rows in tables.items():
            columns = dict.fromkeys(_SCHEMAS[name])
            self._put(name, f"work.raw.{name}", pl.DataFrame([columns | dict(row) for row in rows], schema=_SCHEMAS[name]))

    def give(self, **models: pl.DataFrame) -> None:
        """Puts rows in the place of what models would give."""
        for name, frame in models.items():
            self._put(name, self._nodes[name].relation, frame)

    def give_nothing(self, *models: str) -> None:
        """As ``give``, with no rows."""
        for name in models:
            schema, table = self._nodes[name].relation.split(".")[1:]
            self._put(name, self._nodes[name].relation, self.connection.execute(f"from kept.{schema}.{table} limit 0").pl())

    def _put(self, name: str, relation: str, frame: pl.DataFrame) -> None:
        self._forget({name})
        self._given.add(name)
        self._made.add(name)
        rows = frame.to_arrow()  # found by its name
        self.connection.execute(f"create or replace table {relation} as from rows")
        del rows

    def _forget(self, changed: Iterable[str]) -> None:
        """Has the models that read what has changed made anew."""
        changed = set(changed)
        stale = set(changed)
        for name, node in self._nodes.items():  # parents before their children
            if name not in self._given and not stale.isdisjoint(node.read):
                stale.add(name)
        self._made -= stale - changed - self._given

    @contextmanager
    def changed(self, queries: Mapping[str, str]) -> Iterator[None]:
        """Within, other queries in the place of the compiled ones, and what follows from them; afterwards everything is as before."""
        before = self._nodes, set(self._made)
        self._nodes = self._nodes | {name: replace(self._nodes[name], sql=sql) for name, sql in queries.items()}
        other = {name for name, sql in queries.items() if sql != before[0][name].sql}
        self._forget(other)
        self._made -= other
        self.connection.execute("begin")
        try:
            yield
        finally:
            self.connection.execute("rollback")
            self._nodes, self._made = before

    def make(self, *names: str) -> None:
        """Makes models, and first what they read."""
        for name in names:
            if name in self._made:
                continue
            node = self._nodes.get(name)
            if node is None:
                self.connection.execute(f"create table work.raw.{name} as from kept.raw.{name}")
            elif node.sql is None:
                self.connection.execute(f"create table {node.relation} as from kept.seeds.{name}")
            else:
                self.make(*node.read)
                self.connection.execute(f"create or replace table {node.relation} as {node.sql}")
            self._made.add(name)

    def rows(self, model: str) -> list[dict[str, Any]]:
        self.make(model)
        return self.connection.execute(f"from {self._nodes[model].relation}").pl().to_dicts()

    def failures(self, test: str) -> list[tuple]:
        """The rows of a singular test: none where it holds."""
        self.make(*self._nodes[test].read)
        return self.connection.execute(self._nodes[test].sql).fetchall()
