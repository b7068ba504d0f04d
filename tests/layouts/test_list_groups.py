"""Sums within sums, rows of categories and rows that name a unit: no projects, and whose unit they give."""

from dataclasses import replace

import pytest

from extract.layouts import read_layouts
from tests.layouts.tables import line, page, part, table

TITLE, UNIT = line("项目支出绩效目标表", 50), line("单位：万元", 75, 500)
HEADINGS = ["项目名称", "预算数", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]
NUMBERS = {"一号": "10.00", "二号": "20.00", "三号": "5.00"}


def _project(name):
    return [name, NUMBERS[name], f"做{name}。", "产出指标", "数量指标", f"{name}次数", "≥5次"]


def _row(name, amount=""):
    return [name, amount, "", "", "", "", ""]


def _table(*rows):
    return table([HEADINGS, *rows])


def _read(*tables):
    return read_layouts([page(number, *([TITLE, UNIT] if number == 1 else []), one) for number, one in enumerate(tables, 1)])


def _units(rows):
    return [(row["project_name_text"], row["unit_text"]) for row in rows.project_rows]


def _totals(rows):
    return [(row["total_kind"], row["total_label_text"], row["amount_text"]) for row in rows.total_rows]


def _is_whole(rows):
    return all(block["lost_project_count"] == block["lost_indicator_count"] == 0 for block in rows.page_blocks)


def test_sums_three_deep_are_no_projects_and_the_innermost_gives_the_unit():
    rows = _read(
        _table(
            _row("合计", "35.00"),
            _row("某市教育局", "35.00"),
            _row("某市教育局本级", "10.00"),
            _project("一号"),
            _row("某市第一小学", "25.00"),
            _project("二号"),
            _project("三号"),
        )
    )
    assert _units(rows) == [("一号", "某市教育局本级"), ("二号", "某市第一小学"), ("三号", "某市第一小学")]
    assert _totals(rows) == [
        ("document", "合计", "35.00"),
        ("unit", "某市教育局", "35.00"),
        ("unit", "某市教育局本级", "10.00"),
        ("unit", "某市第一小学", "25.00"),
    ]
    assert len(rows.indicator_cells) == 3 and _is_whole(rows)


@pytest.mark.parametrize("category", ["运转类项目", "特定目标类", "其他运转类支出", "一、专项资金", "信息化专项"])
def test_a_row_that_sums_up_a_kind_of_projects_is_no_project_and_no_unit(category):
    rows = _read(_table(_row("合计", "35.00"), _row(category, "30.00"), _project("一号"), _project("二号"), _row("另一类", "5.00"), _project("三号")))
    assert _units(rows) == [("一号", None), ("二号", None), ("三号", None)]
    assert [label for _, label, _ in _totals(rows)] == ["合计", category, "另一类"]


@pytest.mark.parametrize("amount", ["30.00", "31.00", "—"])
def test_a_row_that_names_a_unit_gives_it_to_the_projects_below_whatever_its_amount(amount):
    rows = _read(_table(_row("某市第一小学", amount), _project("一号"), _project("二号"), _row("某市第二小学", "5.00"), _project("三号")))
    assert _units(rows) == [("一号", "某市第一小学"), ("二号", "某市第一小学"), ("三号", "某市第二小学")]
    assert len(rows.project_rows) == len(rows.funding_cells) == 3


@pytest.mark.parametrize("word", ["小计", "合计", "共计", "总计"])
def test_a_units_name_before_the_word_for_a_sum_makes_no_project(word):
    rows = _read(_table(_project("一号"), _project("二号"), _row(f"某市教育局 {word}", "30.00"), _project("三号")))
    assert [name for name, _ in _units(rows)] == ["一号", "二号", "三号"]
    assert _totals(rows) == [("unit", f"某市教育局 {word}", "30.00")]


@pytest.mark.parametrize("word", ["合计", "总计", "共计", "全区合计", "项目合计", "合 计", "合计："])
def test_a_word_for_a_sum_makes_no_project_wherever_it_stands(word):
    for rows in (
        _read(_table(_row(word, "30.00"), _project("一号"), _project("二号"))),
        _read(_table(_project("一号"), _project("二号"), _row(word, "30.00"))),
    ):
        assert [name for name, _ in _units(rows)] == ["一号", "二号"]
        assert [amount for _, _, amount in _totals(rows)] == ["30.00"]


@pytest.mark.parametrize("name", ["某市第一小学", "某区人民法院", "某街道办事处", "某市图书馆（本级）"])
def test_a_units_name_over_all_columns_is_no_project_and_gives_the_unit(name):
    rows = _read(_table([(name, 7)], _project("一号"), _project("二号"), [("某市第二小学", 7)], _project("三号")))
    assert _units(rows) == [("一号", name), ("二号", name), ("三号", "某市第二小学")]
    assert rows.total_rows == [] and len(rows.funding_cells) == 3


@pytest.mark.parametrize("name", ["某市第一小学", "某区人民法院"])
def test_a_units_name_with_nothing_beside_it_gives_the_unit(name):
    rows = _read(_table(_row(name), _project("一号"), _project("二号")))
    assert _units(rows) == [("一号", name), ("二号", name)]


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_row_of_a_unit_gives_the_unit_overleaf(cut):
    whole = _table([("某市第一小学", 7)], _project("一号"), _project("二号"), [("某市第二小学", 7)], _project("三号"))
    rows = _read(part(whole, 0, cut), part(whole, cut + 1, 5, (0,)))
    assert _units(rows) == [("一号", "某市第一小学"), ("二号", "某市第一小学"), ("三号", "某市第二小学")]


@pytest.mark.parametrize("note", ["说明：以下为专项。", "备注：本表所列项目均为二级项目。", "注：金额为年初预算数", "填表人：张三　联系电话：12345"])
@pytest.mark.parametrize("at", [1, 2])
def test_a_note_over_all_columns_is_no_project_and_takes_no_unit_away(note, at):
    projects = [_project("一号"), _project("二号")]
    rows = _read(_table(_row("某市第一小学", "30.00"), *projects[:at], [(note, 7)], *projects[at:]))
    assert _units(rows) == [("一号", "某市第一小学"), ("二号", "某市第一小学")]
    assert not any(note in str(value) for row in (*rows.project_rows, *rows.funding_cells, *rows.indicator_cells) for value in row.values())


def test_a_unit_in_a_column_of_its_own_is_not_taken_over_by_a_row_above():
    headings = ["单位名称", *HEADINGS]
    rows = _read(table([headings, ["", *_row("某市教育局", "30.00")], ["某市第一小学", *_project("一号")], ["", *_project("二号")]]))
    assert _units(rows)[0] == ("一号", "某市第一小学")
    assert [name for name, _ in _units(rows)] == ["一号", "二号"]


def test_a_project_called_like_a_sum_of_a_unit_with_a_goal_is_a_project():
    own = ["某市教育局", "30.00", "做好。", "产出指标", "数量指标", "次数", "≥5次"]
    rows = _read(_table(own, _project("一号"), _project("二号")))
    assert _units(rows) == [("某市教育局", None), ("一号", None), ("二号", None)]
    assert rows.total_rows == []


CUT = ["单位名称", "项目名称", "预算数", "绩效目标", "指标名称", "指标值"]


def _under_unit(unit, count, rows):
    """Rows of projects under one cell of a unit, each of two indicators."""
    found = []
    for number, name in enumerate(rows):
        first = [(unit, 1, 2 * count)] if number == 0 else []
        found += [[*first, (name, 1, 2), ("1.00", 1, 2), (f"做{name}。", 1, 2), f"{name}甲", "≥1次"], [f"{name}乙", "≥2次"]]
    return found


WHOLE = table([CUT, *_under_unit("某市第一小学", 3, ["一号", "二号", "三号"]), *_under_unit("某市第二小学", 2, ["四号", "五号"])])
OF_UNITS = [*((name, "某市第一小学") for name in ("一号", "二号", "三号")), *((name, "某市第二小学") for name in ("四号", "五号"))]


@pytest.mark.parametrize("heading", [(), (0,)])
@pytest.mark.parametrize("cut", range(1, 10))
def test_a_units_cell_cut_by_a_page_break_names_the_unit_on_both_sides(cut, heading):
    """Between two projects, inside one, and between two units."""
    rows = _read(part(WHOLE, 0, cut), part(WHOLE, cut + 1, 10, heading))
    assert _units(rows) == OF_UNITS
    assert len(rows.indicator_cells) == 10 and _is_whole(rows)


@pytest.mark.parametrize("cuts", [(2, 4), (2, 3), (4, 8), (3, 5)])
def test_a_units_cell_over_three_pages_names_the_unit_on_all(cuts):
    first, second = cuts
    assert _units(_read(part(WHOLE, 0, first), part(WHOLE, first + 1, second, (0,)), part(WHOLE, second + 1, 10, (0,)))) == OF_UNITS


def test_a_units_name_cut_in_its_middle_is_whole_on_both_sides():
    whole = table([CUT, *_under_unit("某市第一小学", 2, ["一号", "二号"])])
    first, rest = part(whole, 0, 2), part(whole, 3, 4, (0,))
    pages = [_with_text(first, "某市第一小学", "某市第"), _with_text(rest, "", "一小学")]
    assert _units(_read(*pages)) == [("一号", "某市第一小学"), ("二号", "某市第一小学")]


def _with_text(one, before, after):
    """The table with another text in its unit's cell."""
    return replace(one, cells=tuple(replace(cell, text=after) if cell.column == 0 and cell.row == 1 and cell.text == before else cell for cell in one.cells))


def test_a_rule_between_two_units_parts_them_at_a_page_break():
    """The unit overleaf is left blank, and the cell above is closed: nothing says whose project it is."""
    whole = table([CUT, *_under_unit("某市第一小学", 2, ["一号", "二号"]), *_under_unit("", 2, ["三号", "四号"])])
    rows = _read(part(whole, 0, 4), part(whole, 5, 8, (0,)))
    assert [unit or None for _, unit in _units(rows)[:2]] == ["某市第一小学"] * 2
