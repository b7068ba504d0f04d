"""Metrics declared in dbt_project/models/marts/_marts__metrics.yml, as SQL expressions over the rows of one mart."""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from warehouse.settings import DBT_PROJECT

_VARIABLE = re.compile(r"\{\{ var\('(\w+)'\) \}\}")
_FILTER = re.compile(r"\{\{ Dimension\('\w+__(\w+)'\) \}\}")
_AGGREGATES = {"sum": "sum", "average": "avg", "count": "count"}


@dataclass(frozen=True, slots=True)
class Metric:
    name: str
    label: str  # Chinese / English
    description: str
    expression: str


def metrics_by_mart() -> dict[str, list[Metric]]:
    """By mart, its metrics in the order in which they are declared. One that takes several marts is left out: no query of a single mart gives it."""
    declared = _declared()
    measures = {
        measure["name"]: (re.sub(r"^ref\('(\w+)'\)$", r"\1", model["model"]), measure) for model in declared["semantic_models"] for measure in model["measures"]
    }
    found: dict[str, tuple[str, str]] = {}  # by metric: mart and expression
    marts: dict[str, list[Metric]] = {}
    for metric in declared["metrics"]:
        asked = metric["type_params"]
        if metric["type"] == "simple":
            name = asked["measure"]["name"] if isinstance(asked["measure"], dict) else asked["measure"]
            mart, measure = measures[name]
            expression = f"{_AGGREGATES[measure['agg']]}({_filled(measure.get('expr', name))})"
            if "filter" in metric:
                expression += " filter (where " + _FILTER.sub(r"\1", metric["filter"]) + ")"
        elif metric["type"] == "ratio":
            (mart, above), (_, below) = found[asked["numerator"]], found[asked["denominator"]]
            expression = f"1.0 * {above} / nullif({below}, 0)"
        else:
            continue
        found[metric["name"]] = mart, expression
        marts.setdefault(mart, []).append(Metric(metric["name"], metric["label"], metric["description"], expression))
    return marts


@cache
def _declared() -> dict[str, Any]:
    declared: dict[str, Any] = yaml.safe_load((DBT_PROJECT / "models" / "marts" / "_marts__metrics.yml").read_text(encoding="utf-8"))
    return declared


@cache
def _variables() -> dict[str, Any]:
    variables: dict[str, Any] = yaml.safe_load((DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    return variables


def _filled(expression: str) -> str:
    """With the lists that dbt writes into it."""
    return _VARIABLE.sub(lambda match: json.dumps(_variables()[match[1]], ensure_ascii=False).replace('"', "'"), expression)
