"""Level labels and rows over page breaks: what one cell was is put together, what a rule parts stays apart."""

import pytest

from extract.layouts import read_layouts
from tests.layouts.tables import line, page, part, table

HEAD = [["项目名称", ("甲项目", 3)], ["一级指标", "二级指标", "三级指标", "指标值"]]


def _levels(*tables):
    pages = [page(number, *([line("项目支出绩效目标表", 60)] if number == 1 else []), one) for number, one in enumerate(tables, start=1)]
    return [(row["level1_text"], row["level2_text"], row["indicator_name_text"]) for row in read_layouts(pages).indicator_cells]


def _whole(level1="产出指标", level2="数量指标", rows=6):
    first, *others = [[f"第{number}项", f"{number}个"] for number in range(rows)]
    return table([*HEAD, [(level1, 1, rows), (level2, 1, rows), *first], *others])


def _expected(level1="产出指标", level2="数量指标", rows=6):
    return [(level1, level2, f"第{number}项") for number in range(rows)]


@pytest.mark.parametrize("cuts", [(3, 5), (2, 3), (3, 4)])
def test_a_label_printed_on_the_first_of_three_pages_is_that_of_all_rows(cuts):
    whole = _whole()
    assert _levels(part(whole, 0, cuts[0]), part(whole, cuts[0] + 1, cuts[1]), part(whole, cuts[1] + 1, 7)) == _expected()


def test_a_label_printed_on_the_last_of_three_pages_is_that_of_all_rows():
    first = table([*HEAD, [("", 1, 2), ("", 1, 2), "第0项", "0个"], ["第1项", "1个"]])
    middle = table([["", "", "第2项", "2个"]])
    last = table([["产出指标", "数量指标", "第3项", "3个"]])

    assert _levels(first, middle, last) == _expected(rows=4)


def test_a_label_cut_in_its_middle_is_whole_in_the_rows_of_both_pages():
    first = table([*HEAD, ["产出", "数量指标", "第0项", "0个"]])
    rest = table([["指标", "", "第1项", "1个"]])
    assert [level1 for level1, _, _ in _levels(first, rest)] == ["产出指标", "产出指标"]


def test_a_rule_parts_the_labels_of_two_cells():
    """Two cells that are closed where other cells of the page are left open are two, whatever stands in them."""
    whole = table([*HEAD, [("产出指标", 1, 2), "数量指标", "第0项", "0个"], ["", "第1项", "1个"], ["", "", "第2项", "2个"]])
    assert _levels(part(whole, 0, 2), part(whole, 3, 4)) == [("产出指标", "数量指标", "第0项"), ("产出指标", "", "第1项"), ("", "", "第2项")]


@pytest.mark.parametrize(("level2", "level1"), [("经济效益指标", ""), ("质量指标", "产出指标")])
def test_a_level_that_cannot_hold_the_rows_below_it_is_not_theirs(level2, level1):
    """Nothing shows that the empty cell overleaf is closed, but 经济效益 is no part of 产出."""
    first = table([*HEAD, ["产出指标", "数量指标", "第0项", "0个"]])
    rest = table([["", level2, "第1项", "1个"]])
    assert _levels(first, rest) == [("产出指标", "数量指标", "第0项"), (level1, level2, "第1项")]
