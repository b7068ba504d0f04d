"""A row under the headings that numbers the columns: part of the headings, never a row."""

import pytest

from extract.layouts import read_layouts
from tests.layouts.tables import line, page, part, table

LIST = ["项目名称", "预算数", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]
ROWS = [["甲", "10.00", "做甲。", "产出指标", "数量指标", "甲一", "≥12次"], ["乙", "20.00", "做乙。", "产出指标", "质量指标", "乙一", "≥90%"]]
BLOCK = ["一级指标", "二级指标", "三级指标", "指标值"]
TITLE = line("项目支出绩效目标表", 60)

OF_SEVEN = [
    ["1", "2", "3", "4", "5", "6", "7"],
    ["（1）", "（2）", "（3）", "（4）", "（5）", "（6）", "（7）"],
    ["①", "1", "2", "3", "4", "5", "6"],
    ["甲", "1", "2", "乙", "丙", "丁", "3"],
    ["甲", "乙", "丙", "丁", "戊", "己", "庚"],
    ["A", "B", "C", "D", "E", "F", "G"],
    ["一", "二", "三", "四", "五", "六", "七"],
    ["栏次", "1", "2", "3", "4", "5", "6"],
    ["", "1", "2=3+4", "3", "4", "5", "6"],
]
OF_FOUR = [["1", "2", "3", "4"], ["(1)", "(2)", "(3)", "(4)"], ["甲", "乙", "1", "2"], ["甲", "乙", "丙", "丁"], ["栏次", "1", "2", "3"], ["", "", "", ""]]


def _read(rows):
    return [(row["project_name_text"], row["objective_text"]) for row in rows.project_rows]


def _indicators(rows):
    return [(row["level1_text"], row["level2_text"], row["indicator_name_text"], row["target_text"]) for row in rows.indicator_cells]


def _uses(rows, texts):
    return {row["cell_use"] for row in rows.table_cells if row["cell_text"] in texts and row["row_number"] == 2 and row["table_number"]}


@pytest.mark.parametrize("numbers", OF_SEVEN)
def test_numbers_under_a_lists_headings_are_no_project(numbers):
    rows = read_layouts([page(1, TITLE, table([LIST, numbers, *ROWS]))])
    assert _read(rows) == [("甲", "做甲。"), ("乙", "做乙。")]
    assert [row["amount_text"] for row in rows.funding_cells] == ["10.00", "20.00"]
    assert _indicators(rows) == [tuple(row[3:]) for row in ROWS]
    assert _uses(rows, [text for text in numbers if text]) == {"heading"}
    assert rows.page_blocks[0]["lost_project_count"] == rows.page_blocks[0]["lost_indicator_count"] == 0


@pytest.mark.parametrize("numbers", OF_SEVEN)
def test_numbers_that_stand_again_overleaf_cut_nothing(numbers):
    whole = table([LIST, numbers, *ROWS])
    rows = read_layouts([page(1, TITLE, part(whole, 0, 2)), page(2, part(whole, 3, 3, (0, 1)))])
    assert _read(rows) == [("甲", "做甲。"), ("乙", "做乙。")]
    assert _indicators(rows) == [tuple(row[3:]) for row in ROWS]


@pytest.mark.parametrize("numbers", OF_FOUR)
def test_numbers_under_a_forms_headings_are_no_indicator(numbers):
    form = [["项目名称", ("甲", 3)], ["年度目标", ("做甲。", 3)], BLOCK, numbers, *[row[3:] for row in ROWS]]
    rows = read_layouts([page(1, TITLE, table(form))])
    assert _read(rows) == [("甲", "做甲。")]
    assert _indicators(rows) == [tuple(row[3:]) for row in ROWS]


@pytest.mark.parametrize(
    "row",
    [
        ["5", "10.00", "做好。", "产出指标", "数量指标", "次数", "3"],  # a project may be called by a number
        ["1", "2", "3", "产出指标", "数量指标", "次数", "4"],  # and print numbers beside a level's name
    ],
)
def test_a_row_that_holds_more_than_numbers_is_a_row(row):
    rows = read_layouts([page(1, TITLE, table([LIST, row, *ROWS]))])
    assert [name for name, _ in _read(rows)] == [row[0], "甲", "乙"]


@pytest.mark.parametrize("numbers", [["7", "5", "30"], ["1", "1", "2"], ["3", "4", "5"]])
def test_numbers_that_do_not_count_the_columns_are_an_indicators(numbers):
    rows = read_layouts([page(1, TITLE, table([["项目名称", ("甲", 4)], [*BLOCK, "分值"], ["", "", *numbers], [*ROWS[0][3:], "10"]]))])
    assert [(name, target) for _, _, name, target in _indicators(rows)] == [tuple(numbers[:2]), ("甲一", "≥12次")]
