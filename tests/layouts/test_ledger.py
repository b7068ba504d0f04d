"""The ledger: every cell of a page that prints a target table says what became of it, whatever the rows are made of."""

from dataclasses import replace

import pytest

from extract.layouts import flow, read_layouts
from extract.layouts.ledger import USES
from extract.pages import Box, Cell, Table
from extract.rows import DocumentRows, settle_status
from extract.text import count_characters
from tests.layouts.tables import line, page, part, table

HEADINGS = ["一级指标", "二级指标", "三级指标", "指标值", "评分标准"]
FORM = [
    ["项目名称", ("甲项目", 4)],
    ["年度主要任务", "名称", ("内容", 3)],
    ["年度目标", ("完成甲。", 4)],
    HEADINGS,
    ["产出指标", "数量指标", "课程门数", "20门", "达标得满分"],
    ["效益指标", "社会效益指标", "指标1：", "/", "不达标不得分"],
]
LIST = [
    ["项目名称", "总额", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"],
    [("甲", 1, 2), ("10.00", 1, 2), ("做甲。", 1, 2), "产出指标", "数量指标", "甲一", "≥1个"],
    ["产出指标", "质量指标", "甲二", "≥2个"],
    [("乙", 1, 2), ("20.00", 1, 2), ("做乙。", 1, 2), "产出指标", "数量指标", "乙一", "≥3个"],
    ["产出指标", "质量指标", "乙二", "≥4个"],
]


def _form(*tables, number=1):
    return page(number, line("甲项目绩效目标表", 60), *tables)


def _uses(rows: DocumentRows) -> dict[str, str]:
    return {row["cell_text"]: row["cell_use"] for row in rows.table_cells}


def _fields(rows: DocumentRows, text: str) -> set[tuple]:
    """The fields of landed rows that the cell with ``text`` stands in."""
    place = ("page_number", "table_number", "row_number", "column_number")
    (cell,) = [row for row in rows.table_cells if row["cell_text"] == text]
    return {
        (use["raw_table"], use["project_ordinal"], use["row_ordinal"], use["field_name"])
        for use in rows.cell_uses
        if all(use[name] == cell[name] for name in place)
    }


def test_every_cell_says_what_became_of_it():
    uses = _uses(read_layouts([_form(table(FORM))]))
    assert uses["项目名称"] == uses["年度主要任务"] == uses["年度目标"] == "label"
    assert uses["三级指标"] == uses["指标值"] == "heading"
    assert (
        uses["甲项目"] == uses["完成甲。"] == uses["课程门数"] == uses["20门"] == uses["产出指标"] == uses["数量指标"] == uses["甲项目绩效目标表"] == "landed"
    )
    assert uses["效益指标"] == uses["社会效益指标"] == "level"
    assert uses["指标1："] == uses["/"] == "filler"
    assert uses["名称"] == uses["内容"] == uses["达标得满分"] == uses["不达标不得分"] == "aside"
    assert set(uses.values()) <= set(USES)


def test_an_aside_names_the_word_that_is_not_taken():
    rows = read_layouts([_form(table(FORM))])
    under = {row["cell_text"]: row["aside_heading_text"] for row in rows.table_cells if row["cell_use"] == "aside"}
    assert under == {"名称": "年度主要任务", "内容": "年度主要任务", "达标得满分": "评分标准", "不达标不得分": "评分标准"}


def test_a_cell_names_the_fields_that_it_became():
    rows = read_layouts([page(1, line("项目支出绩效目标表", 60), table(LIST))])
    assert _fields(rows, "甲一") == {("indicator_cells", 1, 1, "indicator_name_text")}
    assert _fields(rows, "≥4个") == {("indicator_cells", 2, 2, "target_text")}
    assert _fields(rows, "做乙。") == {("project_rows", 2, 2, "objective_text")}
    assert _fields(rows, "20.00") == {("funding_cells", 2, 1, "amount_text")}


def test_a_merged_cell_became_a_field_of_each_of_its_rows():
    block = [HEADINGS[:4], [("产出指标", 1, 2), ("数量指标", 1, 2), "门数", "20"], ["篇数", "3"]]
    rows = read_layouts([_form(table([[*FORM[0][:1], ("甲项目", 3)], ["年度目标", ("完成甲。", 3)], *block]))])
    assert _fields(rows, "产出指标") == {("indicator_cells", 1, number, "level1_text") for number in (1, 2)}


def test_both_parts_of_a_cut_cell_became_the_field():
    whole = table(FORM)
    cells = [
        Cell(c.row, c.column, c.row_span, c.column_span, c.box, "完成" if c.text == "完成甲。" else c.text, is_open_bottom=c.row == 2)
        for c in part(whole, 0, 2).cells
    ]
    first = Table(whole.box, whole.row_edges[:4], whole.column_edges, tuple(cells))
    rows = read_layouts([_form(first), page(2, table([["", ("甲。", 4)], *FORM[3:]]))])
    assert rows.project_rows[0]["objective_text"] == "完成甲。"
    assert _fields(rows, "完成") == _fields(rows, "甲。") == {("project_rows", 1, 1, "objective_text")}


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("项目支出绩效目标表（含转移支付项目）", "label"),
        ("预算表12 项目支出绩效目标表", "label"),
        ("金额单位：万元", "label"),
        ("甲工程绩效目标表", "remainder"),
        ("3万元", "remainder"),
        ("绩效\n指标绩效\n指标", "label"),
    ],
)
def test_a_title_and_a_unit_of_money_inside_the_table_are_labels(text, use):
    rows = read_layouts([page(1, line("乙绩效目标表", 60), table([*FORM[:1], [(text, 5)], *FORM[2:]]))])
    assert _uses(rows)[text.replace("\n", "")] == use


def test_a_column_that_is_not_taken_and_a_label_go_on_overleaf():
    first, second = table([*FORM[:2], ["", "乙任务", ("做乙", 3)]]), table([["", "丙任务", ("做丙", 3)], *FORM[2:5]])
    third = table([["", "", "教材本数", "7本", "少一本扣一分"]])
    uses = _uses(read_layouts([_form(first), page(2, second), page(3, third)]))
    assert uses["做乙"] == uses["做丙"] == uses["少一本扣一分"] == "aside"
    assert uses["教材本数"] == uses["7本"] == uses["完成甲。"] == "landed"


def test_a_column_under_a_word_that_is_not_listed_is_a_remainder_that_names_it():
    rows = read_layouts([_form(table([*FORM[:1], FORM[2], [*HEADINGS[:4], "奇怪的栏"], *FORM[4:]]))])
    (cell,) = [row for row in rows.table_cells if row["cell_text"] == "达标得满分"]
    assert (cell["cell_use"], cell["aside_heading_text"]) == ("remainder", "奇怪的栏") and "奇怪的栏" in cell["reason"]


def test_a_repeated_heading_and_text_outside_the_tables_are_told_apart():
    first, second = part(table(LIST), 0, 2), part(table(LIST), 3, 4, (0,))
    rows = read_layouts([page(1, line("项目支出绩效目标表", 60), first, line("- 1 -", 800)), page(2, second)])
    by_page = [{row["cell_text"]: row["cell_use"] for row in rows.table_cells if row["page_number"] == number} for number in (1, 2)]
    assert (by_page[0]["三级指标"], by_page[1]["三级指标"], by_page[0]["- 1 -"]) == ("heading", "repeated_heading", "outside")


def _losing(monkeypatch, name, lose):
    """Makes the landing of forms or lists lose something before it lands the rest."""
    land = getattr(flow, name)
    monkeypatch.setattr(flow, name, lambda rows, target, *more: (lose(target), land(rows, target, *more))[1])


def test_an_indicator_that_no_row_takes_is_counted_and_told(monkeypatch):
    _losing(monkeypatch, "land_form", lambda form: form.records.pop(0))
    rows = read_layouts([_form(table(FORM))])
    (block,) = rows.page_blocks
    everything = count_characters(spec[0] if isinstance(spec, tuple) else spec for row in FORM for spec in row)
    assert rows.indicator_cells == []
    assert block["table_character_count"] == everything == count_characters(row["cell_text"] for row in rows.table_cells if row["table_number"])
    assert _uses(rows)["课程门数"] == _uses(rows)["20门"] == "remainder"
    assert (block["outcome"], block["lost_indicator_count"]) == ("target_table", 1) and "课程门数" in block["reason"]
    settle_status(rows)
    assert rows.document["status"] == "loaded_in_part" and "第 1 页" in rows.document["reason"]


def test_a_page_whose_cells_went_nowhere_is_unreadable_and_says_what_was_on_it(monkeypatch):
    def lose(form):
        del form.records[1:]

    _losing(monkeypatch, "land_form", lose)
    more = [["产出指标", "数量指标", f"事项{number}", f"{number}次", ""] for number in range(3)]
    rows = read_layouts([_form(table([*FORM[:5]])), page(2, table(more))])
    second = rows.page_blocks[1]
    assert (second["outcome"], second["row_count"], second["lost_indicator_count"]) == ("unreadable", 0, 3)
    assert "事项0" in second["reason"] or "产出指标" in second["reason"]
    settle_status(rows)
    assert rows.document["status"] == "loaded_in_part"
    assert {row["cell_use"] for row in rows.table_cells if row["page_number"] == 2} == {"remainder", "level"}


def test_a_block_that_only_goes_on_with_rows_of_the_page_before_is_a_target_table():
    cut = [["", "", "", ("", 4)]]
    rows = read_layouts([page(1, line("项目支出绩效目标表", 60), table(LIST)), page(2, table([LIST[0]])), page(3, table(cut))])
    assert [block["outcome"] for block in rows.page_blocks] == ["target_table", "other_content", "other_content"]


def test_levels_without_rows_are_a_target_table_that_could_not_be_read():
    strange = [["甲栏", "乙栏", "丙栏"], ["产出指标", "数量指标", "甲"], ["产出指标", "质量指标", "乙"], ["效益指标", "社会效益指标", "丙"]]
    rows = read_layouts([page(1, table(strange))])
    (block,) = rows.page_blocks
    assert block["outcome"] == "unreadable" and "levels" in block["reason"]
    settle_status(rows)
    assert rows.document["status"] == "quarantined"


def test_other_tables_of_a_target_page_are_in_the_ledger_and_in_no_count():
    other = table([["科目", "金额"], ["办公费", "12"]], top=600)
    rows = read_layouts([_form(table(FORM), other)])
    assert _uses(rows)["办公费"] == "other_table"
    assert [block["table_character_count"] > 0 for block in rows.page_blocks] == [True, False]


def test_a_table_inside_a_table_is_counted_with_it():
    outer = table(FORM)
    box = Box(outer.box.x0 + 5, outer.box.top + 2, outer.box.x0 + 40, outer.box.top + 15)
    inner = Table(box, (box.top, box.bottom), (box.x0, box.x1), (Cell(0, 0, 1, 1, box, "藏在框里"),))
    rows = read_layouts([_form(outer, inner)])
    assert _uses(rows)["藏在框里"] == "remainder"
    assert rows.page_blocks[0]["table_character_count"] == count_characters(row["cell_text"] for row in rows.table_cells if row["table_number"])


def test_two_tables_drawn_over_each_other_are_one():
    rows = read_layouts([_form(table(FORM), table(FORM))])
    assert len(rows.project_rows) == 1


@pytest.mark.parametrize("title", ["甲项目绩效自评表", "收入支出表"])
def test_pages_without_a_target_table_have_no_ledger(title):
    rows = read_layouts([page(1, line(title, 60), table([["科目", "金额"], ["合计", "12"]]))])
    assert rows.table_cells == []
    assert rows.page_blocks[0]["table_character_count"] == 0


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        (["一级指标  二级指标  三级指标  指标值", "产出指标  数量指标  门数  20", "质量指标  合格率  95%"], "unreadable"),
        (["为做好产出指标、数量指标和质量指标的填报工作，各单位应当按要求填写。", "效益指标包括社会效益指标。"], "other_content"),
        (["二级指标  三级指标  实际完成值  得分", "数量指标  门数  20  10", "质量指标  合格率  95%  10", "时效指标  及时率  95%  10"], "other_content"),
    ],
)
def test_a_page_whose_lines_name_levels_and_that_has_no_table_is_not_passed_over(lines, outcome):
    rows = read_layouts([page(1, *(line(text, 60 + 20 * number) for number, text in enumerate(lines)))])
    assert [block["outcome"] for block in rows.page_blocks] == [outcome]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_places_of_a_turned_page_are_those_of_the_page_as_displayed(turn):
    """Rows and ledger name one place for one cell; it lies on the page as it is displayed, which is as high as the sheet is wide where turned aside."""
    sheet = replace(_form(table(FORM)), turn=turn)
    rows = read_layouts([sheet])
    width, height = (sheet.height, sheet.width) if turn in (90, 270) else (sheet.width, sheet.height)
    name = next(cell for cell in sheet.tables[0].cells if cell.text == "课程门数")
    (listed,) = [row for row in rows.table_cells if row["cell_text"] == "课程门数"]
    box = Box(*(listed[f"bbox_{side}"] for side in Box._fields))
    assert box == pytest.approx(sheet.as_displayed(name.box), abs=0.01)
    assert (box == pytest.approx(name.box, abs=0.01)) == (turn == 0)
    (landed,) = rows.indicator_cells
    assert landed["bbox_x0"] <= box.x0 < box.x1 <= landed["bbox_x1"]
    assert landed["bbox_top"] <= box.top < box.bottom <= landed["bbox_bottom"]
    for row in (*rows.table_cells, *rows.project_rows, *rows.indicator_cells):
        assert 0 <= row["bbox_x0"] < row["bbox_x1"] <= width and 0 <= row["bbox_top"] < row["bbox_bottom"] <= height
