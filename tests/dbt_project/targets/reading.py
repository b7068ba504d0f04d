"""Targets read by the grammar's models, as they are compiled."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import polars as pl

from tests.dbt_project.compiled import Database, recompiled, seed

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
QUERIES = (*MODELS, "every_rule_has_an_example")
_INPUTS = {"indicator_key": pl.Int64, "target_fold": pl.String, "column_unit_fold": pl.String, "indicator_name_fold": pl.String, "period_target_fold": pl.String}


class Grammar(Database):
    """Reads the worked examples with every input only where it is told to."""

    def __init__(self, with_examples: bool = False) -> None:
        super().__init__()
        if not with_examples:
            self.give_nothing("int_target_example_inputs")

    def read(self, inputs: Iterable[tuple[str, str | None, str | None]] = ()) -> list[dict[str, Any]]:
        """Readings of ``inputs`` (folded target, folded unit of a column, folded name), in their order; components under ``components``."""
        rows = [(index, *values, None) for index, values in enumerate(inputs)]
        self.give(int_indicators=pl.DataFrame(rows, schema=_INPUTS, orient="row"))
        self.make("int_indicator_target_inputs", "int_targets_parsed", "int_target_components_parsed")
        found = self.connection.execute(
            """
            with components as (
                select
                    input_key,
                    list(struct_pack(
                        component_text := component_text, is_alternative := is_alternative, target_comparator := target_comparator,
                        target_value := target_value, target_value_upper := target_value_upper, target_unit := target_unit
                    ) order by component_ordinal) as components
                from work.intermediate.int_target_components_parsed
                group by input_key
            )

            select t.* exclude (note_spans), coalesce(c.components, []) as components
            from work.intermediate.int_indicator_target_inputs as i
            inner join work.intermediate.int_targets_parsed as t using (input_key)
            left join components as c using (input_key)
            order by i.indicator_key
            """
        )
        columns = [column[0] for column in found.description]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


@cache
def _marked() -> tuple[dict[str, int], dict[str, str]]:
    """A number for each pattern of the seeds, and the queries in which two characters of that number stand around each place of the pattern."""
    tables = {"target_grammar_patterns": "pattern_name", "target_grammar_rules": "rule_code"}
    named = [(table, key, row[key]) for table, key in tables.items() for row in seed(table) if row["pattern"]]
    marks = "; ".join(
        f"update {table} set pattern = '{_mark(2 * number)}' || pattern || '{_mark(2 * number + 1)}' where {key} = '{name}'"
        for number, (table, key, name) in enumerate(named)
    )
    return {name: number for number, (_, _, name) in enumerate(named)}, recompiled(marks, *QUERIES)


def _mark(number: int) -> str:
    """A character for private use, beyond those that the grammar uses."""
    return chr(0xF0000 + number)


def queries(without: str | None = None) -> dict[str, str]:
    """The compiled queries; in the place of the pattern ``without`` one that no text holds."""
    numbers, marked = _marked()
    if without:
        number = 2 * numbers[without]
        place = re.compile(f"{_mark(number)}.*?{_mark(number + 1)}", re.DOTALL)
        marked = {name: place.sub(lambda _: r"a\bb", sql) for name, sql in marked.items()}
    return {name: re.sub("[\U000f0000-\U000fffff]", "", sql) for name, sql in marked.items()}
