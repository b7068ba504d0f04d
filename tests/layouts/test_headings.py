"""Headings of an indicator block with other cells beside them."""

import pytest

from extract.layouts import read_layouts
from tests.layouts.tables import line, page, table

LEVELS = ["一级指标", "二级指标", "三级指标", "指标值"]
ROWS = [["产出指标", "数量指标", "第0项", "0个"], ["产出指标", "质量指标", "第1项", "≥1个"], ["效益指标", "社会效益指标", "第2项", "≥2个"]]
READ = [tuple(row) for row in ROWS]


def _read(*rows):
    return read_layouts([page(1, line("项目支出绩效目标表", 60), table(rows))])


def _indicators(rows):
    return [(row["level1_text"], row["level2_text"], row["indicator_name_text"], row["target_text"]) for row in rows.indicator_cells]


# A block of so many rows is as high as headings may be, or higher.
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_goal_and_its_label_beside_the_block_are_no_headings_of_it(count):
    rows = _read(["项目名称", ("甲项目", 5)], [("年度绩效目标", 1, count + 1), ("完成甲。", 1, count + 1), *LEVELS], *ROWS[:count])
    assert rows.project_rows[0]["objective_text"] == "完成甲。"
    assert _indicators(rows) == READ[:count]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_label_beside_the_block_has_no_goal_in_the_block(count):
    rows = _read(["项目名称", ("甲项目", 4)], [("年度绩效目标", 1, count + 1), *LEVELS], *ROWS[:count])
    assert not rows.project_rows[0]["objective_text"]
    assert _indicators(rows) == READ[:count]


def test_headings_of_two_rows_are_one_heading():
    headings = [[("一级指标", 1, 2), ("二级指标", 1, 2), ("三级指标", 1, 2), ("指标值", 2)], ["本年", "全周期"]]
    rows = _read(["项目名称", ("甲项目", 4)], *headings, [*ROWS[0], "3个"])
    assert _indicators(rows) == READ[:1]
    assert rows.indicator_cells[0]["period_target_text"] == "3个"
