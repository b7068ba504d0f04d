"""The SQL of a declared metric gives what plain SQL gives; MetricFlow is asked the same in tests/warehouse/test_metric.py."""

import pytest

from tests.warehouse.test_metric import BY, DECLARED, PLAIN, disclosed  # noqa: F401 - a fixture
from warehouse.bi.metrics import metrics_by_mart


def test_every_metric_of_one_mart_is_what_plain_sql_says(disclosed):  # noqa: F811
    compared = set()
    for mart, metrics in metrics_by_mart().items():
        for metric in metrics:
            expression, rows = PLAIN[metric.name]
            for by in BY:
                groups = "group by all" if by else ""
                ours = disclosed.execute(f"select {', '.join([*by, metric.expression])} from {mart} {groups}").fetchall()
                plain = {row[:-1]: row[-1] for row in disclosed.execute(f"select {', '.join([*by, expression])} {rows} {groups}").fetchall()}
                # Only rows that are counted make a group there.
                found = {row[:-1]: row[-1] for row in ours if row[:-1] in plain or row[-1]}
                assert _numbers(found) == pytest.approx(_numbers(plain)), (metric.name, by)
            compared.add(metric.name)
    assert compared == {metric["name"] for metric in DECLARED["metrics"] if metric["type"] != "derived"}


def _numbers(found: dict[tuple, object]) -> dict[tuple, float | None]:
    return {group: None if value is None else float(value) for group, value in found.items()}
