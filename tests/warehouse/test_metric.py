"""Each declared metric is the number that plain SQL gives. The same is asked of the sample's published file in test_sample_build.py."""

import re
import sys
from importlib.util import find_spec

import duckdb
import pytest
import yaml

from tests.dbt_project.answers.disclosures import DEPARTMENT, Document, Project, marts, total
from tests.dbt_project.compiled import PROJECT, folder
from warehouse.metric import Metrics, main

DECLARED = yaml.safe_load((PROJECT / "models" / "marts" / "_marts__metrics.yml").read_text(encoding="utf-8"))
needs_metricflow = pytest.mark.skipif(find_spec("metricflow") is None, reason="MetricFlow is not installed; make test and make metric install it")

_COUNTED = "from mart_indicator where is_counted"
_PLACED = "from mart_indicator_position where is_counted"
# By metric: the expression, and the rows it is over.
PLAIN = {
    "indicator_count": ("count(*)", _COUNTED),
    "quantified_count": ("count(*) filter (target_kind = 'quantitative' or target_kind = 'compound')", _COUNTED),
    "measured_count": ("count(*) filter (vagueness = 'measured')", _COUNTED),
    "vague_count": ("count(*) filter (vagueness not in ('measured', 'compared', 'yes_no', 'unstated'))", _COUNTED),
    "unstated_count": ("count(*) filter (target_kind in ('missing', 'placeholder', 'none_declared'))", _COUNTED),
    "missing_count": ("count(*) filter (target_kind in ('missing', 'placeholder'))", _COUNTED),
    "quantified_share": ("sum(quantified_count) / sum(indicator_count)", "from mart_project where is_counted and indicator_count > 0"),
    "measured_share": ("sum(measured_count) / sum(indicator_count)", "from mart_project where is_counted and indicator_count > 0"),
    "vague_share": ("sum(vague_count) / sum(indicator_count)", "from mart_project where is_counted and indicator_count > 0"),
    "unstated_share": ("sum(unstated_count) / sum(indicator_count)", "from mart_project where is_counted and indicator_count > 0"),
    "missing_share": ("sum(missing_count + placeholder_count) / sum(indicator_count)", "from mart_project where is_counted and indicator_count > 0"),
    "finding_count": ("count(*)", "from mart_finding where is_counted"),
    "findings_per_100_indicators": (
        "100 * sum(finding_count) / nullif(sum(indicator_count), 0)", "from mart_project where is_counted and finding_count + indicator_count > 0",
    ),
    "funding_yuan": ("sum(total_amount_yuan)", "from mart_project where is_counted and total_amount_yuan is not null"),
    "quantified_target_yuan": ("sum(total_amount_yuan) filter (quantified_count > 0)", "from mart_project where is_counted"),
    "funded_quantified_count": ("sum(quantified_count) filter (total_amount_yuan is not null)", "from mart_project where is_counted"),
    "yuan_per_quantified_target": (
        "sum(total_amount_yuan) filter (quantified_count > 0) / nullif(sum(quantified_count) filter (total_amount_yuan is not null), 0)",
        "from mart_project where is_counted",
    ),
    "stricter_than_percent": ("avg(stricter_than_percent)", _PLACED),
    "placed_count": ("count(*) filter (stance in ('stricter', 'laxer', 'same'))", _PLACED),
    "stricter_count": ("sum(case stance when 'stricter' then 1 when 'laxer' then 0 when 'same' then 0 end)", _PLACED),
    "laxer_count": ("sum(case stance when 'laxer' then 1 when 'stricter' then 0 when 'same' then 0 end)", _PLACED),
    "stricter_share": ("avg(case stance when 'stricter' then 1 when 'laxer' then 0 when 'same' then 0 end)", _PLACED),
    "laxer_share": ("avg(case stance when 'laxer' then 1 when 'stricter' then 0 when 'same' then 0 end)", _PLACED),
}  # fmt: skip
BY = ((), ("department_name",), ("fiscal_year",), ("region", "unit_name"))


def differences(metrics: Metrics, connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Where a metric and plain SQL do not say the same, and metrics that plain SQL does not give."""
    said = sorted(metrics.described.keys() ^ PLAIN.keys())
    for name, (expression, rows) in PLAIN.items():
        for by in BY:
            plain = f"select {', '.join([*by, expression])} {rows} {'group by all' if by else ''}"
            if _rows(connection, metrics.query([name], by)) != pytest.approx(_rows(connection, plain)):
                said.append(f"{name} by {by}")
    return said


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> dict[tuple, float | None]:
    """By group, the number."""
    found = [(row[:-1], row[-1]) for row in connection.execute(query).fetchall()]
    assert len(dict(found)) == len(found)
    return {group: None if value is None else float(value) for group, value in found}


@pytest.fixture(scope="module")
def metrics() -> Metrics:
    # beside what dbt has parsed for the other tests
    return Metrics(folder() / "performance_targets.duckdb", folder() / "dbt")


@pytest.fixture(scope="module")
def disclosed() -> duckdb.DuckDBPyConnection:
    """Targets of every kind, a project printed twice, a department's form, a document without year or region, projects without money or indicators."""
    level, satisfied = ("产出指标", "质量指标"), ("满意度指标", "服务对象满意度指标")
    kinds = [(*level, f"指标之{'甲乙丙丁戊己庚'[n]}", target) for n, target in enumerate(("≥5个", "明显提升", "", "无", "6月底前", "以记录表为准", "是"))]
    first = [
        Project("道路养护", total("10"), [*kinds, (*satisfied, "群众满意度", "≥80%")]),
        Project("道路养护", total("10"), [(*satisfied, "群众满意度", "≥80%")], layout="main_list"),
        Project("桥梁检测", (), [(*satisfied, "群众满意度", "≥90%"), (*level, "名称印两遍", "≥1个"), (*level, "名称印两遍", "≥1个")]),
        Project("宣传培训", total("3"), [(*satisfied, "群众满意度", "满意")]),
        Project("照明维护", total("7")),
        Project(DEPARTMENT, total("25"), [(*satisfied, "群众满意度", "≥70%")], scope="department"),
    ]
    second = [Project("学生资助", total("20"), [(*satisfied, "群众满意度", "≥95%"), (*level, "资助人数", "")], texts={"unit": "某学校"})]
    documents = [
        Document("a", first, {"publisher": DEPARTMENT, "region": "某市"}),
        Document("b", second, {"publisher": "某市教育局", "fiscal_year": ""}),
    ]
    made = marts(*documents)
    made.make("mart_project", "mart_indicator", "mart_finding", "mart_funding", "mart_indicator_position")
    return made.connection


@needs_metricflow
def test_every_metric_is_what_plain_sql_says(metrics, disclosed):
    assert differences(metrics, disclosed) == []
    assert {row[0] for row in disclosed.execute("select is_counted from mart_project").fetchall()} == {True, False}
    assert disclosed.execute(metrics.query(["missing_share", "findings_per_100_indicators"])).fetchone()[0] > 0
    assert None in {row[0] for row in disclosed.execute(metrics.query(["laxer_share"], ["fiscal_year"])).fetchall()}


@needs_metricflow
def test_saved_queries_answer_and_take_each_group_once(metrics, disclosed):
    assert len(metrics.saved) > 5
    for name in metrics.saved:
        answer = disclosed.sql(metrics.saved_query(name))
        taken_by = [column for column in answer.columns if column not in metrics.described]
        groups = [row[: len(taken_by)] for row in answer.fetchall()]
        assert answer.columns[: len(taken_by)] == taken_by != [] and len(set(groups)) == len(groups) > 0, name
        assert not any("__" in column for column in answer.columns)


@needs_metricflow
def test_the_command_lists_answers_and_says_what_is_wrong(tmp_path, capsys):
    place = ["--warehouse", str(folder())]
    assert main(place) == 0
    listed = capsys.readouterr().out
    assert "定量目标占比" in listed and "funding_source" in listed and "targets_by_department" in listed
    assert main(["quantified_share", "--by", "level1", "fiscal_year", *place]) == 0
    assert "level1" in capsys.readouterr().out
    for asked, said in ((["funding_yuan", "--by", "level1"], "funding_source"), (["nix"], "quantified_share"), (["--query", "nix"], "targets_by_year")):
        assert main([*asked, *place]) == 2
        assert said in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["indicator_count", "--warehouse", str(tmp_path)])


def test_every_metric_and_saved_query_is_described_in_chinese_and_english():
    for kind in ("metrics", "saved_queries", "semantic_models"):
        for one in DECLARED[kind]:
            texts = [one["description"], *([one["label"]] if kind == "metrics" else [])]
            assert all(re.search("[\u4e00-\u9fff]", text) and re.search("[A-Za-z]{3}", text) for text in texts), one["name"]


def test_what_the_shares_count_is_in_the_closed_lists():
    settings = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    assert set(settings["quantified_kinds"]) < set(settings["closed_lists"]["target_kind"])
    assert set(settings["vague_degrees"]) < set(settings["closed_lists"]["vagueness"])


def test_without_metricflow_the_command_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "metricflow.engine.metricflow_engine", None)
    assert main(["indicator_count", "--warehouse", str(folder())]) == 2
    assert "make metric installs it" in capsys.readouterr().err
