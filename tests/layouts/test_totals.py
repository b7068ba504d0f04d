"""Which rows of a list are sums or headings over other rows, and which only look so."""

import pytest

from extract.layouts import read_layouts
from tests.layouts.tables import line, page, table

HEADINGS = ["项目名称", "项目金额", "财政拨款", "绩效目标"]


def _read(*rows):
    listed = table([HEADINGS, *([*row, *[""] * (4 - len(row))] for row in rows)])
    return read_layouts([page(1, line("项目支出绩效目标表", 50), line("单位：万元", 75, 500), listed)])


def _names(rows):
    return [(row["project_name_text"], row["unit_text"]) for row in rows.project_rows]


def _totals(rows):
    return [(row["total_kind"], row["total_label_text"], row["amount_text"]) for row in rows.total_rows if row["funding_label_text"] == "项目金额"]


# No goal is printed, and neither 甲片 nor 乙片 is named like an organisation: only the amounts say what is a sum.
DIVIDED = [
    ["合计", "60.00", "45.00"],
    ["甲片", "30.00", "25.00"],
    ["一号", "10.00", "10.00"],
    ["二号", "20.00", "15.00"],
    ["乙片", "30.00", "20.00"],
    ["三号", "30.00", "20.00"],
]


def test_sums_that_divide_a_whole_list_are_no_projects():
    rows = _read(*DIVIDED)
    assert _names(rows) == [("一号", "甲片"), ("二号", "甲片"), ("三号", "乙片")]
    assert _totals(rows) == [("document", "合计", "60.00"), ("unit", "甲片", "30.00"), ("unit", "乙片", "30.00")]


@pytest.mark.parametrize(
    ("number", "changed"),
    [
        (3, ["二号", "20.00", "15.10"]),  # in one of the columns a group is no sum
        (0, ["合计", "61.00", "45.00"]),  # the total is not the sum of the groups
        (1, ["甲片", "30.00", "25.00", "做好。"]),  # what has a goal is a project
        (5, ["三号", "30.00", "见附件"]),  # what is no number counts as nothing
    ],
)
def test_a_list_that_is_not_wholly_divided_has_projects_only(number, changed):
    rows = [*DIVIDED[:number], changed, *DIVIDED[number + 1 :]]
    assert _names(_read(*rows)) == [(row[0], None) for row in DIVIDED[1:]]


def test_a_name_without_money_over_others_gives_them_their_unit():
    rows = _read(["合计", "30.00", "30.00", ""], ["某市教育局", "", "", ""], ["一号", "10.00", "10.00", "做好一。"], ["二号", "20.00", "20.00", "做好二。"])
    assert _names(rows) == [("一号", "某市教育局"), ("二号", "某市教育局")]


def test_a_name_of_no_organisation_heads_nothing_and_is_told_and_one_with_a_goal_is_a_project():
    rows = _read(["校舍维修", "", ""], ["一号", "10.00", "10.00", "做好一。"], ["某市教育局", "", "", "做好二。"], ["二号", "20.00", "20.00", "做好三。"])
    assert _names(rows) == [("一号", None), ("某市教育局", None), ("二号", None)]
    assert [cell["cell_text"] for cell in rows.table_cells if cell["cell_use"] == "remainder"] == ["校舍维修"]
    assert rows.page_blocks[0]["lost_project_count"] == 1


def test_amounts_without_a_word_over_all_rows_are_the_total():
    rows = _read(["", "30.00", "30.00"], ["一号", "10.00", "10.00", "做好一。"], ["二号", "20.00", "20.00", "做好二。"])
    assert [name for name, _ in _names(rows)] == ["一号", "二号"]
    assert [(kind, amount) for kind, _, amount in _totals(rows)] == [("document", "30.00")]


def test_amounts_without_a_word_below_a_project_are_no_total():
    rows = _read(["一号", "10.00", "10.00", "做好一。"], ["", "25.00", "25.00"], ["二号", "20.00", "20.00", "做好二。"])
    assert _totals(rows) == []
    assert [cell["cell_text"] for cell in rows.table_cells if cell["cell_use"] == "remainder"] == ["25.00", "25.00"]
