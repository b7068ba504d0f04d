"""What the lines over a table say of all its rows, and what they do not say."""

import pytest

from extract.layouts import read_layouts
from extract.layouts.recognise.captions import read_caption
from tests.layouts.tables import line, page, table

TITLE = line("项目支出绩效目标表", 40)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("341-某市财政局    万元", {"department": "341-某市财政局", "money_unit": "万元"}),
        ("某市财政局    万元", {"money_unit": "万元"}),
        ("[105]某某大学", {"department": "[105]某某大学"}),
        ("金额单位：元", {"money_unit": "元"}),
        ("（人民币万元）", {"money_unit": "人民币万元"}),
        ("主管部门：某市教育局", {"department": "某市教育局"}),
        # a day, a page and an amount are no bodies with a code, and money in a sentence is no unit
        ("2026年某市财政局", {}),
        ("2026-01-15 某市财政局", {}),
        ("341-第二批", {}),
        ("共安排 5 万元", {}),
        ("341-", {}),
    ],
)
def test_a_line_over_the_table_is_a_unit_of_money_a_body_or_neither(text, pairs):
    assert read_caption([TITLE, line(text, 70)]).pairs == pairs


@pytest.mark.parametrize("text", ["2026年度", "（2026年度）", "2026（年度）", "2026年", "（2026）"])
def test_a_year_alone(text):
    assert read_caption([TITLE, line(text, 70)]).year == text


@pytest.mark.parametrize("text", ["2026年度预算", "1926年", "第2026号", "2026"])
def test_no_year_alone(text):
    """2026 by itself may be the number of a page."""
    assert read_caption([TITLE, line(text, 70)]).year is None


def test_the_unit_and_the_body_are_those_of_the_rows_below():
    listed = table([["项目名称", "预算数", "绩效目标"], ["一号", "10.00", "做好一。"], ["二号", "20.00", "做好二。"]])
    rows = read_layouts([page(1, TITLE, line("341-某市财政局", 70, 40), line("万元", 70, 500), listed)])
    assert {(row["department_code_text"], row["department_text"]) for row in rows.project_rows} == {("341", "某市财政局")}
    assert {row["amount_unit_text"] for row in rows.funding_cells} == {"万元"}
