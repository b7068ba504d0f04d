"""What the wide mart of indicators says beyond the fact: the whole period's target as read, dates without a printed year, the printed sign."""

from datetime import date
from decimal import Decimal

import pytest

from tests.dbt_project.answers.disclosures import DEPARTMENT, Document, Project, marts, total


@pytest.fixture(scope="module")
def indicators():
    level = ("产出指标", "时效指标")
    targets = {
        "六月": "≤6月",
        "月中": "11月1日-15日",
        "印有年份": "2025年3月底前",
        "全年": "全年",
        "节日": "春节前",
        "等号": "=5个",
        "无号": "5个",
        "周期": "≥5个",
    }
    document = Document(
        "a", [Project("甲", total("10"), [(*level, name, target) for name, target in targets.items()])],
        {"publisher": DEPARTMENT}, {"周期": {"period_target": "≥1.2万个"}},
    )  # fmt: skip
    return {row["indicator_name"]: row for row in marts(document).rows("mart_indicator")}


@pytest.mark.parametrize(
    ("name", "due", "source"),
    [
        ("六月", date(2026, 6, 30), "fiscal_year"),
        ("月中", date(2026, 11, 15), "fiscal_year"),
        ("印有年份", date(2025, 3, 31), "printed"),
        ("全年", date(2026, 12, 31), "fiscal_year"),
        ("节日", None, None),
        ("等号", None, None),
    ],
)
def test_a_deadline_without_its_year_is_of_the_fiscal_year(indicators, name, due, source):
    assert (indicators[name]["due_date"], indicators[name]["due_date_source"]) == (due, source)
    assert indicators[name]["deadline_date"] == (due if source == "printed" else None)


def test_a_printed_equals_sign_is_told_from_a_bare_number(indicators):
    assert [(indicators[name]["target_comparator"], indicators[name]["is_equals_sign_printed"]) for name in ("等号", "无号", "周期")] == [
        ("=", True),
        ("=", False),
        (">=", False),
    ]


def test_the_whole_periods_target_goes_through_the_same_grammar(indicators):
    row = indicators["周期"]
    read = [row[f"period_target_{name}"] for name in ("kind", "comparator", "value", "unit")]
    assert read == ["quantitative", ">=", Decimal(12000), "个"]
    assert indicators["等号"]["period_target_kind"] is None


def test_a_department_that_is_not_printed_is_the_publisher(indicators):
    assert (indicators["等号"]["department_name"], indicators["等号"]["department_source"]) == (DEPARTMENT, "publisher")
    assert indicators["等号"]["project_total_yuan_do_not_sum"] == 100_000


def test_a_unit_of_a_central_department_is_central():
    document = Document(
        "a", [Project("甲", texts={"unit": "某研究中心", "department": "教育部"}), Project("乙", texts={"unit": "某处"})], {"publisher": "某研究中心"}
    )
    found = {
        row["project_name"]: (row["region"], row["region_source"], row["department_name"], row["department_source"])
        for row in marts(document).rows("mart_project")
    }
    assert found == {"甲": ("中央", "department", "教育部", "printed"), "乙": (None, None, "某研究中心", "publisher")}
