"""The grammar's dbt models rendered and run without dbt, so that a change of a word or a rule is tried in a second or two."""

import csv
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import jinja2
import polars as pl

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
MODELS = (
    "int_indicator_target_inputs",
    "int_target_example_inputs",
    "int_target_inputs",
    "int_target_shapes",
    "int_target_written",
    "int_target_texts",
    "int_target_numbers",
    "int_target_shape_components",
    "int_target_shape_readings",
    "int_target_components_parsed",
    "int_targets_parsed",
)
SEEDS = ("target_units", "target_grammar_terms", "target_grammar_patterns", "target_grammar_rules", "target_grammar_examples", "money_units")
_TYPES = {
    "target_units": {"is_after_number": "boolean", "is_in_name": "boolean", "is_with_chinese_numeral": "boolean"},
    "target_grammar_rules": {"rule_order": "integer"},
    "money_units": {"yuan_factor": "bigint"},
    "target_grammar_examples": {
        "target_value": "decimal(24, 6)",
        "target_value_upper": "decimal(24, 6)",
        "deadline_date": "date",
        "component_count": "integer",
    },
}


def seed(name: str) -> list[dict[str, str]]:
    """The rows of a seed as text, empty cells as empty strings."""
    with next((PROJECT / "seeds").rglob(f"{name}.csv")).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class _Returned(Exception):
    """What dbt's ``return`` hands back from a macro."""

    def __init__(self, value: Any) -> None:
        self.value = value


class Grammar:
    """A DuckDB database with the seeds, in which ``read`` builds the models over given inputs."""

    def __init__(self, change: Callable[[duckdb.DuckDBPyConnection], None] | None = None) -> None:
        """``change`` may alter the seeds before the models are rendered."""
        self.connection = duckdb.connect()
        self.connection.execute("set threads = 1")
        for name in SEEDS:
            path = next((PROJECT / "seeds").rglob(f"{name}.csv"))
            self.connection.execute(
                f"create table {name} as select * from read_csv('{path}', header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')"
            )
            for column, kind in _TYPES.get(name, {}).items():
                self.connection.execute(f"alter table {name} alter {column} type {kind}")
        if change:
            change(self.connection)
        self._environment = self._macros()
        self._rendered: dict[str, str] = {}

    def _macros(self) -> jinja2.Environment:
        environment = jinja2.Environment(extensions=["jinja2.ext.do"])
        source = "".join(
            path.read_text(encoding="utf-8")
            for path in [PROJECT / "macros/numerals.sql", PROJECT / "macros/money.sql", *sorted((PROJECT / "macros").glob("grammar_*.sql"))]
        )
        macros: dict[str, Callable[..., Any]] = {}

        def returned(value: Any) -> None:
            raise _Returned(value)

        def called(name: str) -> Callable[..., Any]:
            def call(*args: Any, **kwargs: Any) -> Any:
                try:
                    return macros[name](*args, **kwargs)
                except _Returned as answer:
                    return answer.value

            return call

        environment.globals.update(
            {
                "ref": lambda name: name,
                "execute": True,
                "modules": SimpleNamespace(re=re),
                "run_query": lambda sql: SimpleNamespace(rows=self.connection.execute(sql).fetchall()),
                "return": returned,
            }
        )
        names = re.findall(r"\bmacro (\w+)", source)
        environment.globals.update({name: called(name) for name in names})
        module = environment.from_string(re.sub(r"\bmacro (\w+)", r"macro rendered_\1", source)).make_module()
        macros.update({name: getattr(module, f"rendered_{name}") for name in names})
        return environment

    def rendered(self, path: Path) -> str:
        return self.rendered_text(path.read_text(encoding="utf-8"))

    def rendered_text(self, text: str) -> str:
        return self._environment.from_string(text).render()

    def read(self, inputs: Iterable[tuple[str, str | None, str | None]] = ()) -> list[dict[str, Any]]:
        """Readings of ``inputs`` (folded target, folded unit of a column, folded name), in their order; components under ``components``."""
        rows = [(index, *values) for index, values in enumerate(inputs)]
        frame = pl.DataFrame(
            rows,
            schema={"indicator_key": pl.Int64, "target_fold": pl.String, "column_unit_fold": pl.String, "indicator_name_fold": pl.String},
            orient="row",
        )
        self.connection.register("inputs_frame", frame.to_arrow())
        self.connection.execute("create or replace table int_indicators as select * from inputs_frame")
        for model in MODELS:
            if model not in self._rendered:
                self._rendered[model] = self.rendered(PROJECT / "models/intermediate/targets" / f"{model}.sql")
            self.connection.execute(f"create or replace table {model} as {self._rendered[model]}")
        cursor = self.connection.execute(
            """
            with components as (
                select
                    input_key,
                    list(struct_pack(
                        component_text := component_text, is_alternative := is_alternative, target_comparator := target_comparator,
                        target_value := target_value, target_value_upper := target_value_upper, target_unit := target_unit
                    ) order by component_ordinal) as components
                from int_target_components_parsed
                group by input_key
            )

            select t.* exclude (note_spans), coalesce(c.components, []) as components
            from int_indicator_target_inputs as i
            inner join int_targets_parsed as t using (input_key)
            left join components as c using (input_key)
            order by i.indicator_key
            """
        )
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
