"""The report's figures against counts that know nothing of its queries."""

from collections import Counter

import pytest

from tests.dbt_project.answers.disclosures import DEPARTMENT, Document, Project, marts, total
from tests.dbt_project.compiled import nodes
from warehouse.pages.frame import plain_number
from warehouse.report import figures as report
from warehouse.report.figures import figures

LEVEL, SATISFIED = ("产出指标", "质量指标"), ("满意度指标", "服务对象满意度指标")
OTHER = "某市教育局"


def _documents(year: str = "2026", target: str = "≥90%") -> list[Document]:
    targets = [(*LEVEL, f"指标之{'甲乙丙丁'[number]}", text) for number, text in enumerate(("≥5个", "明显提升", "", "6月底前"))]
    first = [
        Project("道路养护", total("10"), [*targets, (*SATISFIED, "群众满意度", target)]),
        Project("照明维护", total("7")),
        Project(DEPARTMENT, total("25"), [(*SATISFIED, "群众满意度", "≥70%")], scope="department"),
    ]
    schools = [Project(f"学生资助{name}", total("20"), [(*SATISFIED, "群众满意度", f"≥{name}%")], texts={"unit": f"第{name}中学"}) for name in (80, 85, 95)]
    return [
        Document("a", first, {"publisher": DEPARTMENT, "region": "某市", "fiscal_year": year}),
        Document("b", schools, {"publisher": OTHER, "region": "某市", "fiscal_year": year}),
    ]


def _made(*documents: Document):
    database = marts(*documents)
    database.make(*(name for name, node in nodes().items() if node.kind == "model" and node.relation and '."main"."' in node.relation))
    return database.connection


@pytest.fixture(scope="module")
def one_year():
    return _made(*_documents())


def test_totals_leave_out_the_form_of_the_department(one_year):
    found = figures(one_year).totals
    assert (found["project_count"], found["indicator_count"], found["document_count"], found["department_count"]) == (5, 8, 2, 2)
    assert (found["quantified_count"], found["vague_count"], found["unstated_count"]) == (5, 1, 1)
    assert float(found["quantified_share"]) == pytest.approx(5 / 8)
    assert (found["total_amount_yuan"], found["without_indicator_count"], found["not_counted_count"]) == (770_000, 1, 1)


def test_a_department_has_its_own_figures_beside_the_targets_of_all(one_year):
    found = figures(one_year, OTHER)
    assert (found.totals["project_count"], found.totals["document_count"], found.totals["total_amount_yuan"]) == (3, 1, 600_000)
    assert [row["department_name"] for row in found.departments.rows] == [OTHER]
    (strip,) = found.strips
    assert [(row["label"], row["uses"]) for row in strip.values] == [("80", 1), ("85", 1), ("90", 1), ("95", 1)]
    assert strip.places == {"市政处": ["90"], "第80中学": ["80"], "第85中学": ["85"], "第95中学": ["95"]}


def test_findings_are_counted_by_rule_with_few_examples(one_year):
    found = figures(one_year)
    by_rule = Counter(rule for (rule,) in one_year.execute("select rule_code from fact_audit_finding").fetchall())
    assert {row["rule_code"]: row["findings"] for row in found.rules} == by_rule and len(by_rule) > 3
    assert sum(row["findings"] for row in found.severities) == by_rule.total()
    assert all(0 < len(row["examples"]) <= report.MOST_EXAMPLES for row in found.rules)


def test_money_is_what_the_funding_mart_sums(one_year):
    assert sum(row["amount_yuan"] for row in figures(one_year).money) == 770_000


def test_one_year_alone_has_no_changes(one_year):
    assert (figures(one_year).changes, figures(one_year).years) == ([], [2026])


def test_two_years_tell_what_was_lowered():
    before = [Document(key, document.projects, document.manifest) for key, document in zip("cd", _documents("2025", "≥95%"), strict=True)]
    found = figures(_made(*before, *_documents("2026", "≥90%")))
    assert {(row["comparison"], row["status"]) for row in found.changes} >= {("year", "continued")}
    assert ("群众满意度", "≥95%", "≥90%") in {(row["indicator_name"], row["before_target_text"], row["target_text"]) for row in found.lowered.rows}


def test_a_list_that_is_too_long_says_how_long(one_year, monkeypatch):
    monkeypatch.setattr(report, "MOST_DEPARTMENTS", 1)
    found = figures(one_year).departments
    assert (len(found.rows), found.count, found.is_cut) == (1, 2, True)


@pytest.mark.parametrize(("value", "text"), [("95.000000", "95"), ("0.500000", "0.5"), ("1200.000000", "1200"), ("7", "7")])
def test_zeros_that_say_nothing_are_left_out(value, text):
    from decimal import Decimal

    assert plain_number(Decimal(value)) == text
