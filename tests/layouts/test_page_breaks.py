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


TWO_FORMS = table(
    [
        [("项目支出绩效目标表", 4)],
        ["项目名称", ("甲项目", 3)],
        ["实施单位", "一中心", "资金总额", "1.50"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "培训人次", "≥10人"],
        ["项目名称", ("乙项目", 3)],
        ["实施单位", "二中心", "资金总额", "2.50"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        [("产出指标", 1, 2), ("数量指标", 1, 2), "培训班次", "≥2期"],
        ["参训单位", "≥5家"],
    ]
)


@pytest.mark.parametrize("cut", [2, 3, 4, 5, 6, 7, 8])
def test_forms_in_one_grid_go_on_under_the_title_printed_again(cut):
    """Overleaf the title stands over whatever the break has left of a form: its money, its headings or its last rows."""
    pages = [page(1, line("项目支出绩效目标表", 60), part(TWO_FORMS, 1, cut)), page(2, line("项目支出绩效目标表", 60), part(TWO_FORMS, cut + 1, 9))]
    rows = read_layouts(pages)

    assert [row["project_name_text"] for row in rows.project_rows] == ["甲项目", "乙项目"]
    assert [(row["project_ordinal"], row["amount_text"]) for row in rows.funding_cells] == [(1, "1.50"), (2, "2.50")]
    assert [row["indicator_name_text"] for row in rows.indicator_cells] == ["培训人次", "培训班次", "参训单位"]


LIST_HEAD = ["单位名称", "项目名称", "预算数", "一级指标", "二级指标", "三级指标", "指标值"]


@pytest.mark.parametrize(("overleaf", "second"), [("", "第一小学"), ("第二小学", "第二小学")])
def test_a_units_cell_left_open_between_two_projects_names_the_unit_of_both(overleaf, second):
    rule = [("第一小学", 1, 2) if not overleaf else "第一小学"]
    whole = table(
        [
            LIST_HEAD,
            [*rule, "甲项目", "1.00", "产出指标", "数量指标", "人次", "10人"],
            [*([overleaf] if overleaf else []), "乙项目", "2.00", "产出指标", "数量指标", "班次", "2期"],
        ]
    )
    pages = [page(1, line("项目支出绩效目标表", 60), part(whole, 0, 1)), page(2, part(whole, 2, 2))]

    assert [(row["project_name_text"], row["unit_text"]) for row in read_layouts(pages).project_rows] == [("甲项目", "第一小学"), ("乙项目", second)]
