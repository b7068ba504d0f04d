"""Words of a form that are a label, a value or neither, by what stands around them."""

import pytest

from extract.layouts import read_layouts
from extract.rows import DocumentRows
from tests.layouts.reference import money_label
from tests.layouts.tables import line, page, table

NAME = ["项目名称", ("甲项目", 4)]
BLOCK = [["一级指标", "二级指标", "三级指标", "指标值", "分值"], ["产出指标", "数量指标", "门数", "20", "30"], ["产出指标", "质量指标", "合格率", "≥95%", "30"]]


def _read(*rows) -> DocumentRows:
    return read_layouts([page(1, line("项目支出绩效目标表", 60), table([*rows, *BLOCK]))])


def _project(*rows) -> dict:
    (project,) = _read(*rows).project_rows
    return project


def _money(*rows) -> list[tuple[str, str]]:
    return [(money_label(row), row["amount_text"]) for row in _read(NAME, *rows).funding_cells]


def test_a_label_may_have_an_end_of_its_own():
    assert _project(NAME, ["年度主要目标 和成果", ("完成甲。", 4)])["objective_text"] == "完成甲。"
    assert _project(NAME, ["主管部门 全称", ("某市教育局", 4)])["department_text"] is None


@pytest.mark.parametrize(
    "row",
    [
        [("项目名称 甲项目", 5)],
        ["项目名称 甲项目", "实施单位", ("某大学", 3)],
        [("项目名称 甲项目", 3), ("实施单位 某大学", 2)],
        [("项目名称：甲项目", 3), ("实施单位：某大学", 2)],
    ],
)
def test_a_label_and_its_value_may_stand_in_one_cell(row):
    project = _project(row)
    assert project["project_name_text"] == "甲项目"
    assert project["unit_text"] == (None if len(row) == 1 else "某大学")


def test_money_among_duties_is_not_the_projects_but_its_sum_is():
    duties = [
        [("年度主要任务", 1, 4), "任务名称", ("主要内容", 2), "预算金额（万元）"],
        ["任务一", ("财政拨款", 2), "20.00"],
        ["任务二", ("内容二", 2), "30.00"],
        ["金额合计", ("", 2), "50.00"],
    ]
    assert _money(*duties) == [("金额合计 预算金额（万元）", "50.00")]


def test_money_beside_no_duty_is_the_projects():
    money = [[("项目资金（万元）", 1, 2), ("年度资金总额", 2), ("50.00", 2)], [("财政拨款", 2), ("50.00", 2)]]
    assert _money(*money) == [("年度资金总额", "50.00"), ("财政拨款", "50.00")]


@pytest.mark.parametrize("said", ["据实结算", "壹佰万元整", "按合同约定"])
def test_an_amount_may_be_said_in_words(said):
    assert _money(["年度资金总额：", (said, 4)]) == [("年度资金总额：", said)]


@pytest.mark.parametrize("other", ["主管部门", "指标值", "按照合同约定和实际完成的工作量据实结算，具体金额以财政部门审核后的结算结果为准，不足部分自筹解决"])
def test_a_label_a_heading_and_a_paragraph_are_no_amount(other):
    assert _money(["年度资金总额：", (other, 4)]) == []


def test_goals_of_the_year_and_of_the_whole_period_stand_apart():
    both = _project(NAME, [("总体目标", 1, 2), ("中期目标", 2), ("年度目标", 2)], [("三年建成。", 2), ("今年开工。", 2)])
    assert (both["objective_text"], both["period_objective_text"]) == ("今年开工。", "三年建成。")


@pytest.mark.parametrize("rows", [[["年度目标1", ("一。", 4)], ["年度目标2", ("二。", 4)]], [["项目绩效目标", ("一。二。", 4)]]])
def test_one_goal_is_none_of_a_whole_period(rows):
    project = _project(NAME, *rows)
    assert (project["objective_text"], project["period_objective_text"]) == ("一。二。", None)


@pytest.mark.parametrize(
    ("beside", "amounts"),
    [
        ("壹佰万元整", ["壹佰万元整"]),
        ("约壹佰万元（含上年结转）", ["约壹佰万元（含上年结转）"]),
        ("据实结算", ["据实结算"]),
        ("省级资金（百万元）", []),
        ("某中心", []),
    ],
)
def test_an_amount_in_words_stands_beside_its_label_anywhere_in_a_row(beside, amounts):
    """Behind another pair of the row a text is an amount only where it speaks of money."""
    form = table(
        [
            ["项目名称", ("管网改造", 3)],
            ["主管部门", "某市城市管理局", "年度资金总额", beside],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "改造长度", "3公里"],
        ]
    )
    rows = read_layouts([page(1, line("项目支出绩效目标表", 60), form)])
    assert [row["amount_text"] for row in rows.funding_cells] == amounts
    assert [row["unit_text"] or row["department_text"] for row in rows.project_rows] == ["某市城市管理局"]
