"""``python -m warehouse.metric METRIC … --by DIMENSION …``: metrics of the published file, planned by MetricFlow and read without a net.

Metrics and what they may be taken by are declared in dbt_project/models/marts/_marts__metrics.yml. Alone it lists them. Exit status 2 where MetricFlow or
the published file is not there, or where nothing goes by a name that is asked for.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from warehouse.conform.dbt import invoke
from warehouse.faults import BuildFault, UsageFault, first_line
from warehouse.published import opened
from warehouse.settings import DBT_PROJECT, Settings, add_settings
from warehouse.shell import say, shown

_TIME = {"fiscal_year": "metric_time__year"}  # the year of each metric's own rows, so that metrics of several marts share it


class Metrics:
    """The declared metrics as queries of the published file. Raises ``UsageFault`` where MetricFlow is not installed, or at a name that is not declared."""

    def __init__(self, published: Path, scratch: Path) -> None:
        """``scratch`` is a folder for dbt's own files, by which it is quicker the next time. Raises ``BuildFault`` where dbt cannot read the project."""
        try:
            from metricflow.engine.metricflow_engine import MetricFlowEngine
            from metricflow.protocols.sql_client import SqlEngine
            from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
            from metricflow_semantics.model.dbt_manifest_parser import parse_manifest_from_dbt_generated_manifest
            from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup
        except ImportError as error:
            raise UsageFault(f"MetricFlow is not installed ({error}); make metric installs it") from error

        class Planner:
            """What planning asks of a database; the queries are run elsewhere."""

            sql_engine_type = SqlEngine.DUCKDB
            sql_plan_renderer = DuckDbSqlPlanRenderer()

        # Queries name the database after the file, as DuckDB does.
        answer = invoke(["parse"], DBT_PROJECT, published, Path(":memory:"), scratch)
        if not answer.success:
            raise BuildFault(f"dbt cannot read the project: {answer.exception}")
        declared = (scratch / "target" / "semantic_manifest.json").read_text(encoding="utf-8")
        self._manifest = parse_manifest_from_dbt_generated_manifest(declared)
        self._engine = MetricFlowEngine(SemanticManifestLookup(self._manifest), Planner())

    @property
    def described(self) -> dict[str, str]:
        """By metric: what it is, Chinese and English."""
        return {metric.name: metric.description for metric in self._engine.list_metrics(include_dimensions=False)}

    @property
    def saved(self) -> dict[str, str]:
        """By saved query: what it answers."""
        return {query.name: query.description for query in self._manifest.saved_queries}

    def dimensions(self, *metrics: str) -> dict[str, str]:
        """What all of ``metrics`` may be taken by, with MetricFlow's own name for it."""
        found = self._engine.simple_dimensions_for_metrics(list(metrics))
        # A dimension of the metric's own mart goes before one of its project of the same name.
        named = {one.name: one.dunder_name for one in sorted(found, key=lambda one: (not one.dunder_name.startswith("project__"), one.dunder_name))}
        return dict(sorted({name: dunder for name, dunder in named.items() if name not in ("is_counted", "metric_time")}.items())) | _TIME

    def query(self, metrics: Sequence[str], by: Sequence[str] = ()) -> str:
        """SQL whose columns are ``by`` and ``metrics``, in the order of ``by``."""
        _known("metric", metrics, self.described)
        dimensions = self.dimensions(*metrics)
        _known("dimension of this", by, dimensions)
        groups = [dimensions[name] for name in by]
        return self._planned(dict(zip(groups, by, strict=True)), metric_names=list(metrics), group_by_names=groups or None)

    def saved_query(self, name: str) -> str:
        """SQL of a saved query, in the order of what it is taken by."""
        _known("saved query", [name], self.saved)
        (asked,) = (query.query_params for query in self._manifest.saved_queries if query.name == name)
        names = {dunder: short for short, dunder in self.dimensions(*asked.metrics).items()}
        return self._planned(names, saved_query_name=name)

    def _planned(self, names: dict[str, str], **request: Any) -> str:
        from metricflow.engine.metricflow_engine import MetricFlowQueryRequest, OutputColumnOrderMode

        plan = self._engine.explain(MetricFlowQueryRequest.create(output_column_order_mode=OutputColumnOrderMode.INPUT_ORDER, **request))
        asked = plan.query_spec.input_spec_order
        groups = [spec.dunder_name for spec in asked.group_by_item_specs]
        columns = [f"year({group}) as {names[group]}" if group in _TIME.values() else f"{group} as {names[group]}" for group in groups]
        columns += [spec.element_name for spec in asked.metric_specs]
        places = ", ".join(f"{place} nulls last" for place in range(1, len(groups) + 1))
        return f"select {', '.join(columns)} from (\n{plan.sql_statement.sql}\n){places and f' order by {places}'}"


def _known(kind: str, names: Sequence[str], declared: dict[str, str]) -> None:
    if unknown := [name for name in names if name not in declared]:
        raise UsageFault(f"no {kind}: {', '.join(unknown)}; there are {', '.join(declared)}")


def _listed(metrics: Metrics) -> list[str]:
    described, by = metrics.described, {name: ", ".join(metrics.dimensions(name)) for name in metrics.described}
    lines = []
    for dimensions in dict.fromkeys(by.values()):
        lines += [f"by {dimensions}:", *(f"  {name}: {text}" for name, text in described.items() if by[name] == dimensions)]
    return [*lines, "saved queries:", *(f"  {name}: {text}" for name, text in metrics.saved.items())]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m warehouse.metric", description="Metrics of the published file.")
    add_settings(parser, os.environ, ("WAREHOUSE",))
    parser.add_argument("metrics", nargs="*", metavar="METRIC", help="metrics to show; none lists what there is")
    parser.add_argument("--by", nargs="+", default=[], metavar="DIMENSION", help="what they are taken by")
    parser.add_argument("--query", metavar="NAME", help="a saved query instead")
    chosen = parser.parse_args(arguments)
    settings = Settings(Path(), chosen.warehouse)
    try:
        with opened(["--warehouse", str(settings.warehouse)]) as (path, connection):
            metrics = Metrics(path, settings.work_folder / "metrics")
            if chosen.query:
                say(shown(connection.sql(metrics.saved_query(chosen.query))))
            elif chosen.metrics:
                say(shown(connection.sql(metrics.query(chosen.metrics, chosen.by))))
            else:
                say("\n".join(_listed(metrics)))
    except BuildFault as fault:
        print(fault, file=sys.stderr)
        return fault.status
    except duckdb.Error as error:
        print(f"{path}: {first_line(error)}; make build brings it to what is declared", file=sys.stderr)
        return BuildFault.status
    return 0


if __name__ == "__main__":
    sys.exit(main())
