"""What coverage is measured against: every cell of a table that gave rows, counted from the page, whatever the rows are made of."""

import pytest

from extract.layouts import flow, read_layouts
from extract.layouts.words import count_characters
from extract.pages import Box, Cell, Table
from tests.layouts.tables import line, page, table

HEADINGS = ["一级指标", "二级指标", "三级指标", "指标值", "评分标准"]
FORM = [
    ["项目名称", ("甲项目", 4)],
    ["年度主要任务", "名称", ("内容", 3)],
    ["年度目标", ("完成甲。", 4)],
    HEADINGS,
    ["产出指标", "数量指标", "课程门数", "20门", "达标得满分"],
    ["效益指标", "社会效益指标", "指标1：", "/", "不达标不得分"],
]


def _kinds(rows):
    return {row["cell_text"]: row["cell_kind"] for row in rows.table_cells}


def test_every_cell_with_text_is_landed_with_its_kind():
    rows = read_layouts([page(1, line("甲项目绩效目标表", 60), table(FORM))])
    kinds = _kinds(rows)
    assert kinds["项目名称"] == kinds["三级指标"] == kinds["产出指标"] == kinds["社会效益指标"] == "form_word"
    assert kinds["甲项目"] == kinds["完成甲。"] == kinds["课程门数"] == kinds["20门"] == "content"
    assert kinds["指标1："] == kinds["/"] == "filler"
    assert kinds["名称"] == kinds["内容"] == kinds["达标得满分"] == kinds["不达标不得分"] == "aside"
    under = {row["cell_text"]: row["aside_heading_text"] for row in rows.table_cells if row["cell_kind"] == "aside"}
    assert under == {"名称": "年度主要任务", "内容": "年度主要任务", "达标得满分": "评分标准", "不达标不得分": "评分标准"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("项目支出绩效目标表（含转移支付项目）", "form_word"),
        ("预算表12 项目支出绩效目标表", "form_word"),
        ("金额单位：万元", "form_word"),
        ("甲工程绩效目标表", "content"),
        ("3万元", "content"),
        ("绩效\n指标绩效\n指标", "form_word"),
    ],
)
def test_a_title_and_a_unit_of_money_inside_the_table_are_words_of_the_form(text, kind):
    rows = read_layouts([page(1, line("乙绩效目标表", 60), table([*FORM[:1], [(text, 5)], *FORM[2:]]))])
    assert _kinds(rows)[text.replace("\n", "")] == kind


def test_a_column_that_is_not_taken_and_a_label_go_on_overleaf():
    first, second = table([*FORM[:2], ["", "乙任务", ("做乙", 3)]]), table([["", "丙任务", ("做丙", 3)], *FORM[2:5]])
    third = table([["", "", "教材本数", "7本", "少一本扣一分"]])
    rows = read_layouts([page(1, line("甲项目绩效目标表", 60), first), page(2, second), page(3, third)])
    kinds = _kinds(rows)
    assert kinds["做乙"] == kinds["做丙"] == kinds["少一本扣一分"] == "aside"
    assert kinds["教材本数"] == kinds["7本"] == kinds["完成甲。"] == "content"


def test_characters_are_counted_from_the_page_and_not_from_the_rows(monkeypatch):
    """An indicator that no row takes is missing in the rows and present in the cells and in the count."""
    whole = read_layouts([page(1, line("甲项目绩效目标表", 60), table(FORM))])

    def losing(rows, form, *more):
        form.records = form.records[1:]
        return flow_land_form(rows, form, *more)

    flow_land_form = flow.land_form
    monkeypatch.setattr(flow, "land_form", losing)
    rows = read_layouts([page(1, line("甲项目绩效目标表", 60), table(FORM))])
    assert rows.indicator_cells == [] != whole.indicator_cells
    assert rows.table_cells == whole.table_cells
    (block,) = rows.page_blocks
    everything = count_characters(spec[0] if isinstance(spec, tuple) else spec for row in FORM for spec in row)
    assert block["table_character_count"] == everything == sum(count_characters([row["cell_text"]]) for row in rows.table_cells)
    assert block["laid_out_character_count"] == everything + len("甲项目绩效目标表")


def test_a_table_inside_a_table_is_counted_with_it():
    outer = table(FORM)
    box = Box(outer.box.x0 + 5, outer.box.top + 2, outer.box.x0 + 40, outer.box.top + 15)
    inner = Table(box, (box.top, box.bottom), (box.x0, box.x1), (Cell(0, 0, 1, 1, box, "藏在框里"),))
    rows = read_layouts([page(1, line("甲项目绩效目标表", 60), outer, inner)])
    assert _kinds(rows)["藏在框里"] == "content"
    assert rows.page_blocks[0]["table_character_count"] == sum(count_characters([row["cell_text"]]) for row in rows.table_cells)


@pytest.mark.parametrize("title", ["甲项目绩效自评表", "收入支出表"])
def test_tables_that_give_no_rows_land_no_cells(title):
    rows = read_layouts([page(1, line(title, 60), table([["科目", "金额"], ["合计", "12"]]))])
    assert rows.table_cells == []
    assert rows.page_blocks[0]["table_character_count"] == 0
