"""Columns of an indicator block whose headings say nothing: what stands in them tells what they hold, or nothing does."""

import pytest

from extract.layouts import read_layouts
from tests.layouts.tables import line, page, table

TITLE = line("项目支出绩效目标表", 60)
LEVELS = [("产出指标", "数量指标", "甲一"), ("产出指标", "质量指标", "甲二"), ("效益指标", "社会效益指标", "甲三")]


def _form(headings, rows):
    """``headings``: those right of 三级指标; ``rows``: what stands under them."""
    width = 3 + len(headings)
    block = [[*levels, *row] for levels, row in zip(LEVELS, rows, strict=True)]
    form = [["项目名称", ("甲", width - 1)], ["年度目标", ("做甲。", width - 1)], ["一级指标", "二级指标", "三级指标", *headings], *block]
    return read_layouts([page(1, TITLE, table(form))])


def _list(headings, rows):
    first, *others = [[*levels, *row] for levels, row in zip(LEVELS, rows, strict=True)]
    listed = [
        ["项目名称", "预算数", "绩效目标", "一级指标", "二级指标", "三级指标", *headings],
        [("甲", 1, 3), ("10.00", 1, 3), ("做甲。", 1, 3), *first],
        *others,
    ]
    return read_layouts([page(1, TITLE, table(listed))])


READERS = pytest.mark.parametrize("read", [_form, _list])
# No word for a heading: left out, or one that nobody listed.
HEADINGS = pytest.mark.parametrize("heading", ["", "某栏"])


def _targets(rows):
    return [(row.get("comparator_text"), row["target_text"], row.get("unit_text")) for row in rows.indicator_cells]


@READERS
@HEADINGS
@pytest.mark.parametrize("signs", ["≥≤=", "＝≥≥", ["不少于", "≥", "大于等于"]])
def test_signs_left_of_the_targets_are_their_comparators(read, heading, signs):
    rows = read([heading, "指标值"], [[sign, f"{number}次"] for number, sign in enumerate(signs, 1)])
    assert _targets(rows) == [(sign, f"{number}次", None) for number, sign in enumerate(signs, 1)]
    assert rows.page_blocks[0]["lost_indicator_count"] == 0


@READERS
@HEADINGS
@pytest.mark.parametrize("values", [["12", "90", "5"], ["1,200", "98.5", "3"]])
def test_short_words_right_of_bare_numbers_are_their_units(read, heading, values):
    rows = read(["指标值", heading], [[value, unit] for value, unit in zip(values, ["次", "%", "万元"], strict=True)])
    assert _targets(rows) == [(None, value, unit) for value, unit in zip(values, ["次", "%", "万元"], strict=True)]


@READERS
@HEADINGS
def test_signs_and_units_on_both_sides_are_told_apart(read, heading):
    rows = read([heading, "指标值", "另一栏"], [["≥", "12", "次"], ["≤", "90", "%"], ["=", "5", "个"]])
    assert _targets(rows) == [("≥", "12", "次"), ("≤", "90", "%"), ("=", "5", "个")]


@READERS
@HEADINGS
@pytest.mark.parametrize(
    "cells",
    [
        ["≥", "≤", "每年"],  # not signs only
        ["丁", "乙", "丙"],
        ["1", "2", "3"],
    ],
)
def test_what_is_not_signs_only_is_no_comparator(read, heading, cells):
    rows = read([heading, "指标值"], [[cell, "12次"] for cell in cells])
    assert _targets(rows) == [(None, "12次", None)] * 3
    assert {row["cell_use"] for row in rows.table_cells if row["cell_text"] in cells} == {"remainder"}


@READERS
@HEADINGS
@pytest.mark.parametrize(
    ("values", "cells"),
    [
        (["12次", "90%", "5个"], ["次", "%", "个"]),  # the targets are no bare numbers
        (["12", "90", "良好"], ["次", "%", "等"]),
        (["12", "90", "5"], ["第1类", "第2类", "第3类"]),  # digits are no part of a unit
        (["12", "90", "5"], ["按照上级要求完成", "次", "个"]),  # too long
    ],
)
def test_what_is_not_surely_a_unit_is_none(read, heading, values, cells):
    rows = read(["指标值", heading], [[value, cell] for value, cell in zip(values, cells, strict=True)])
    assert _targets(rows) == [(None, value, None) for value in values]


@READERS
def test_a_column_away_from_the_targets_is_settled_by_nothing(read):
    rows = read(["某栏", "分值", "指标值"], [["≥", "10", "12次"], ["≤", "20", "3次"], ["=", "30", "4次"]])
    assert _targets(rows) == [(None, "12次", None), (None, "3次", None), (None, "4次", None)]


@READERS
@HEADINGS
def test_a_column_with_nothing_in_it_is_settled_by_nothing(read, heading):
    rows = read([heading, "指标值"], [["", "≥12次"]] * 3)
    assert _targets(rows) == [(None, "≥12次", None)] * 3


@READERS
def test_a_second_column_of_signs_is_none_beside_a_headed_one(read):
    """A comparator column is there already: what else holds signs is not understood."""
    rows = read(["运算符号", "某栏", "指标值"], [["≥", "≤", "12"], ["≥", "≤", "13"], ["≥", "≤", "14"]])
    assert [row[0] for row in _targets(rows)] == ["≥"] * 3
    assert {(row["cell_use"], row["cell_role"]) for row in rows.table_cells if row["cell_text"] == "≤"} == {("remainder", None)}


def _levels(names):
    form = [["项目名称", ("甲", 2)], ["绩效指标", "指标名称", "目标值"], *[[name, f"第{number}项", f"{number}次"] for number, name in enumerate(names)]]
    rows = read_layouts([page(1, TITLE, table(form))])
    return [(row["level1_text"], row["level2_text"]) for row in rows.indicator_cells]


def test_names_of_level_1_under_a_heading_of_both_levels_are_level_1():
    assert _levels(["产出指标", "效益指标", "满意度指标"]) == [("产出指标", None), ("效益指标", None), ("满意度指标", None)]


@pytest.mark.parametrize("names", [["数量指标", "质量指标", "社会效益指标"], ["产出指标", "质量指标", "效益指标"]])
def test_other_names_under_it_are_level_2(names):
    assert _levels(names) == [(None, name) for name in names]
