"""Forms: several cells under one heading, headings printed again, other tables beside them, what stands at their foot, labels beside empty places."""

import pytest

from extract.layouts import read_layouts
from tests.layouts.tables import line, page, part, table

TITLE = "项目支出绩效目标表"
BLOCK = ["一级指标", "二级指标", "三级指标", "指标值"]
ROWS = [["产出指标", "数量指标", "次数", "≥12次"], ["产出指标", "质量指标", "合格率", "≥90%"], ["效益指标", "社会效益指标", "影响", "良好"]]


def _form(name="甲项目", rows=ROWS, *, head=(), foot=()):
    return [["项目名称", (name, 3)], *head, ["年度目标", (f"做{name}。", 3)], BLOCK, *rows, *foot]


def _read(*tables):
    return read_layouts([page(number, *([line(TITLE, 60)] if number == 1 else []), one) for number, one in enumerate(tables, 1)])


def _indicators(rows):
    return [(row["level1_text"], row["level2_text"], row["indicator_name_text"], row["target_text"]) for row in rows.indicator_cells]


def _names(rows):
    return [(row["project_name_text"], row["objective_text"]) for row in rows.project_rows]


READ = [tuple(row) for row in ROWS]


def _printed(rows):
    """All that landed as a value, the titles apart."""
    landed = (*rows.project_rows, *rows.indicator_cells, *rows.funding_cells, *rows.total_rows)
    return {str(value) for row in landed for field, value in row.items() if field.endswith("_text") and field != "form_title_text" and value}


# Several cells under one heading


@pytest.mark.parametrize(
    ("cells", "target"),
    [
        ([["≥", "12次"], ["≥", "90%"], ["定性", "良好"]], ["≥12次", "≥90%", "定性良好"]),
        ([["≥", "12", "次"], ["≥", "90", "%"], ["=", "5", "个"]], ["≥12次", "≥90%", "=5个"]),
        ([["", "12次"], ["", "90%"], ["", "良好"]], ["12次", "90%", "良好"]),
    ],
)
def test_cells_under_one_heading_of_targets_are_one_target(cells, target):
    width = 3 + len(cells[0])
    head = [["项目名称", ("甲项目", width - 1)], ["年度目标", ("做。", width - 1)], [*BLOCK[:3], ("指标值", len(cells[0]))]]
    rows = _read(table([*head, *([*row[:3], *own] for row, own in zip(ROWS, cells, strict=True))]))
    assert [row["target_text"] for row in rows.indicator_cells] == target
    assert rows.page_blocks[0]["lost_indicator_count"] == 0


def test_cells_under_one_heading_of_a_list_are_one_target():
    listed = [["项目名称", "预算数", "绩效目标", *BLOCK[:3], ("指标值", 2)], [("甲", 1, 3), ("1.00", 1, 3), ("做。", 1, 3), *ROWS[0][:3], "≥", "12次"]]
    rows = _read(table([*listed, *([*row[:3], sign, number] for row, sign, number in zip(ROWS[1:], "≥=", ["90%", "5个"], strict=True))]))
    assert [row["target_text"] for row in rows.indicator_cells] == ["≥12次", "≥90%", "=5个"]


def test_a_number_before_the_name_under_one_heading_is_no_name():
    head = [["项目名称", ("甲项目", 4)], ["年度目标", ("做。", 4)], [*BLOCK[:2], ("三级指标", 2), "指标值"]]
    rows = _read(table([*head, *([*row[:2], str(number), *row[2:]] for number, row in enumerate(ROWS, 1))]))
    assert _indicators(rows) == READ


# Headings and titles printed again


@pytest.mark.parametrize("at", [1, 2])
def test_headings_that_stand_again_between_the_rows_are_no_indicator(at):
    rows = _read(table(_form(rows=[*ROWS[:at], BLOCK, *ROWS[at:]])))
    assert (_names(rows), _indicators(rows)) == ([("甲项目", "做甲项目。")], READ)
    assert [row["cell_use"] for row in rows.table_cells if row["cell_text"] == "三级指标"] == ["heading", "repeated_heading"]


LIST = ["项目名称", "预算数", "绩效目标", *BLOCK]
LISTED = [["甲", "10.00", "做甲。", *ROWS[0]], ["乙", "20.00", "做乙。", *ROWS[1]], ["丙", "30.00", "做丙。", *ROWS[2]]]


@pytest.mark.parametrize("at", [1, 2])
def test_a_lists_headings_that_stand_again_between_the_rows_are_no_project(at):
    rows = _read(table([LIST, *LISTED[:at], LIST, *LISTED[at:]]))
    assert _names(rows) == [(name, f"做{name}。") for name in "甲乙丙"]
    assert (_indicators(rows), rows.page_blocks[0]["lost_project_count"]) == (READ, 0)


AGAIN = pytest.mark.parametrize("mark", ["（续）", "（续表）", "(续表1)", "（二）", "（接上页）", ""])


@AGAIN
@pytest.mark.parametrize("last", [2, 3, 4])
def test_a_form_under_its_title_printed_again_goes_on(mark, last):
    whole = table(_form())
    rest = page(2, line(f"{TITLE}{mark}", 60), part(whole, last + 1, 5, (2,) if last > 2 else ()))
    rows = read_layouts([page(1, line(TITLE, 60), part(whole, 0, last)), rest])
    assert (_names(rows), _indicators(rows)) == ([("甲项目", "做甲项目。")], READ)


@AGAIN
@pytest.mark.parametrize("heading", [(), (0,)])
def test_a_list_under_its_title_printed_again_goes_on(mark, heading):
    whole = table([LIST, [("甲", 1, 3), ("10.00", 1, 3), ("做甲。", 1, 3), *ROWS[0]], ROWS[1], ROWS[2], ["乙", "20.00", "做乙。", *ROWS[0]]])
    rest = page(2, line(f"{TITLE}{mark}", 60), part(whole, 2, 4, heading))
    rows = read_layouts([page(1, line(TITLE, 60), part(whole, 0, 1)), rest])
    assert _names(rows) == [("甲", "做甲。"), ("乙", "做乙。")]
    assert [row["project_ordinal"] for row in rows.indicator_cells] == [1, 1, 1, 2]


# Tables of another kind between forms of targets

REACHED = [
    ["项目名称", ("中项目", 4)],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
    ["产出指标", "数量指标", "办会次数", "≥3次", "4次"],
]
SCORED = [["项目名称", ("中项目", 5)], [*BLOCK, "分值", "得分"], ["产出指标", "数量指标", "办会次数", "≥3次", "10", "9"]]
BOUGHT = [["采购品目", "数量", "单价", "金额"], ["公务车", "2", "15.00", "30.00"]]
SPENT = [["科目编码", "科目名称", "预算数"], ["2050101", "行政运行", "77.00"]]


@pytest.mark.parametrize(
    ("title", "between", "outcome", "said"),
    [
        ("项目支出绩效自评表", REACHED, "self_evaluation", "self-evaluation"),
        ("", REACHED, "self_evaluation", "self-evaluation"),
        ("", SCORED, "self_evaluation", "self-evaluation"),
        ("项目绩效目标完成情况表", _form("中项目", [["产出指标", "数量指标", "办会次数", "≥3次"]]), "self_evaluation", "self-evaluation"),
        ("政府采购预算表", BOUGHT, "other_content", "no headings of performance targets"),
        ("", SPENT, "other_content", "no headings of performance targets"),
    ],
)
def test_a_table_of_another_kind_between_forms_gives_no_rows_and_says_why(title, between, outcome, said):
    above = [line(title, 380)] if title else []
    rows = read_layouts([page(1, line(TITLE, 60), table(_form("甲项目")), *above, table(between, top=400), line(TITLE, 680), table(_form("乙项目"), top=700))])
    assert _names(rows) == [("甲项目", "做甲项目。"), ("乙项目", "做乙项目。")]
    assert _indicators(rows) == [*READ, *READ]
    first, other, last = rows.page_blocks
    assert (first["outcome"], other["outcome"], last["outcome"]) == ("target_table", outcome, "target_table")
    assert said in other["reason"] and (other["row_count"], other["lost_project_count"], other["lost_indicator_count"]) == (0, 0, 0)
    uses = {row["cell_use"] for row in rows.table_cells if row["block_number"] == 2}
    assert "landed" not in uses and "remainder" not in uses and "other_table" in uses


def test_a_self_evaluation_that_goes_on_overleaf_gives_no_rows_there():
    more = table([["产出指标", "质量指标", "会议合格率", "≥90%", "95%"]])
    rows = read_layouts([page(1, line(TITLE, 60), table(_form()), line("项目支出绩效自评表", 380), table(REACHED, top=400)), page(2, more)])
    assert (_names(rows), _indicators(rows)) == ([("甲项目", "做甲项目。")], READ)
    assert [block["outcome"] for block in rows.page_blocks] == ["target_table", "self_evaluation", "self_evaluation"]


# The foot of a form

FEET = [
    [["填报人", "张三", "联系电话", "13800000000"]],
    [["填表人：", "张三", "填报日期：", "2026年1月5日"]],
    [["填报人：张三", "审核人：李四", "联系电话：12345", "日期：2026-01-05"]],
    [[("填报人：张三　　单位负责人：李四　　电话：12345", 4)]],
    [[("备注：本表一式三份。", 4)]],
    [["备注", ("本表一式三份。", 3)]],
    [[("说明：指标值按年度填列，共12项。", 4)]],
    [["单位负责人", "王五", "经办人", "赵六"]],
    [["项目负责人", "王五", "联系电话", "12345"]],
    [["审核意见", ("同意，2026年1月。", 3)]],
]


@pytest.mark.parametrize("foot", FEET)
def test_signatures_and_notes_below_the_indicators_are_no_values(foot):
    rows = _read(table(_form(foot=foot)))
    assert (_names(rows), _indicators(rows)) == ([("甲项目", "做甲项目。")], READ)
    texts = [spec[0] if isinstance(spec, tuple) else spec for row in foot for spec in row]
    assert not any(text in landed for text in texts for landed in _printed(rows))
    assert rows.page_blocks[0]["lost_indicator_count"] == 0


@pytest.mark.parametrize("foot", FEET)
def test_they_are_none_overleaf_either(foot):
    whole = table(_form(foot=foot))
    rows = _read(part(whole, 0, 5), part(whole, 6, 6))
    assert (_names(rows), _indicators(rows)) == ([("甲项目", "做甲项目。")], READ)


@pytest.mark.parametrize("foot", FEET)
def test_the_next_form_begins_below_them(foot):
    rows = _read(table([*_form("甲项目", foot=foot), *_form("乙项目")]))
    assert _names(rows) == [("甲项目", "做甲项目。"), ("乙项目", "做乙项目。")]
    assert _indicators(rows) == [*READ, *READ]


@pytest.mark.parametrize("foot", [["填表人：", "张三", "", "", "", "", ""], ["填报人", "张三", "", "电话", "12345", "", ""]])
def test_a_signature_below_a_list_is_no_project(foot):
    rows = _read(table([LIST, *LISTED, foot]))
    assert (_names(rows), _indicators(rows)) == ([(name, f"做{name}。") for name in "甲乙丙"], READ)


# Labels beside empty places


@pytest.mark.parametrize(
    "row",
    [
        ["主管部门", "", "实施单位", ""],
        ["主管部门", "实施单位", "", ""],
        ["实施单位", "项目负责人", "", ""],
        ["实施单位", "", "项目负责人", ""],
        ["项目编码", "项目类别", "", ""],
        ["实施单位", "年度资金总额", "", ""],
        ["年度资金总额", "", "其中：财政拨款", ""],
        ["年度资金总额", "财政拨款", "", ""],
        ["项目属性", "", "项目期限", ""],
    ],
)
def test_a_label_is_no_value_of_the_label_before_it(row):
    rows = _read(table(_form(head=[row])))
    assert (_names(rows), _indicators(rows)) == ([("甲项目", "做甲项目。")], READ)
    (project,) = rows.project_rows
    assert not (project["unit_text"] or project["department_text"] or project["project_code_text"])
    assert not any(amount["amount_text"] for amount in rows.funding_cells)


@pytest.mark.parametrize("beside", ["主管部门", "实施单位", "预算金额", "项目编码"])
def test_a_label_is_no_name_of_a_project(beside):
    rows = _read(table([["项目名称", beside, ("", 2)], ["年度目标", ("做。", 3)], BLOCK, *ROWS]))
    assert not any(row["project_name_text"] for row in rows.project_rows)


@pytest.mark.parametrize("label", ["年度目标", "绩效目标", "总体目标"])
@pytest.mark.parametrize("beside", ["主管部门", "实施单位"])
def test_a_label_is_no_goal(label, beside):
    rows = _read(table([["项目名称", ("甲项目", 3)], [label, beside, ("某局", 2)], BLOCK, *ROWS]))
    assert [row["objective_text"] or None for row in rows.project_rows] == [None]


def test_labels_over_their_values_have_those_below():
    rows = _read(table([["项目名称", "实施单位", "主管部门", "项目编码"], ["甲项目", "某馆", "某局", "A01"], ["年度目标", ("做。", 3)], BLOCK, *ROWS]))
    (project,) = rows.project_rows
    read = (project["project_name_text"], project["unit_text"], project["department_text"], project["project_code_text"])
    assert (read, project["objective_text"]) == (("甲项目", "某馆", "某局", "A01"), "做。")
