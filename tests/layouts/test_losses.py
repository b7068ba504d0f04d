"""What a table of targets lost: pages that gave no rows, and what the counts of a block say of the cells that nobody took."""

import pytest

from extract.layouts import read_layouts
from extract.layouts.losses import losses
from extract.rows import settle_status
from tests.layouts.tables import line, page, table

TITLE = "项目支出绩效目标表"
L3 = ["一级指标", "二级指标", "三级指标"]
ROWS = [["产出指标", "数量指标", "次数", "≥12次"], ["产出指标", "质量指标", "合格率", "≥90%"], ["效益指标", "社会效益指标", "影响", "良好"]]
NAME, GOAL = ["项目名称", ("甲项目", 3)], ["年度目标", ("做甲。", 3)]


def _read(*rows, title=TITLE):
    return read_layouts([page(1, *([line(title, 60)] if title else []), table(rows))])


def _block(rows):
    (block,) = rows.page_blocks
    return block


def _lost(rows):
    return _block(rows)["lost_indicator_count"], _block(rows)["lost_project_count"]


# Whole tables

SIDEWAYS = [[heading, *texts] for heading, texts in zip([*L3, "说明栏"], zip(*ROWS, strict=True), strict=True)]
UNKNOWN = {
    "levels beside words that nobody listed": [["甲栏", "乙栏", "丙栏", "丁栏"], *ROWS],
    "levels without any heading": ROWS,
    "levels under one heading": [[("绩效情况", 4)], *ROWS],
    "a block printed sideways": SIDEWAYS,
}


@pytest.mark.parametrize("title", [TITLE, "某局2026年工作安排", ""])
@pytest.mark.parametrize("kind", UNKNOWN)
def test_names_of_levels_that_no_row_is_made_of_make_a_page_unreadable(kind, title):
    rows = _read(*UNKNOWN[kind], title=title)
    assert (rows.project_rows, rows.indicator_cells) == ([], [])
    block = _block(rows)
    assert block["outcome"] == "unreadable" and "levels" in block["reason"] and "格" in block["reason"]
    settle_status(rows)
    assert rows.document["status"] == "quarantined"


@pytest.mark.parametrize("title", [TITLE, f"2026年部门{TITLE}", f"附件3　{TITLE}（2026年度）"])
@pytest.mark.parametrize(
    "filled",
    [
        [["事项", "打算", "做到"], ["修路", "修好", "5公里"], ["种树", "种好", "6棵"]],
        [["专项", ("修路", 2)], ["用途", ("修好一条路", 2)], ["考核点", "标准", "分"], ["里程", "5", "10"]],
        [["修路 里程 5公里", "某处"], ["种树 棵数 6棵", "某处"], ["挖河 长度 7里", "某处"]],
    ],
)
def test_a_filled_table_under_a_title_of_targets_is_unreadable_whatever_its_words(title, filled):
    rows = _read(*filled, title=title)
    assert _block(rows)["outcome"] == "unreadable" and "titled" in _block(rows)["reason"]
    assert {row["cell_use"] for row in rows.table_cells if row["table_number"]} == {"remainder"}


def test_under_another_title_it_is_other_content():
    rows = _read(["事项", "打算", "做到"], ["修路", "修好", "5公里"], ["种树", "种好", "6棵"], title="重点工作安排表")
    assert (_block(rows)["outcome"], rows.table_cells) == ("other_content", [])


@pytest.mark.parametrize(
    "few",
    [
        [["产出指标", "数量指标"], ["甲", "乙"]],  # two cells may be words of a text
        [["产出指标", "甲"], ["产出指标", "乙"], ["产出指标", "丙"]],  # and one name again and again is a word of another table
    ],
)
def test_a_few_names_of_levels_make_no_table_of_targets(few):
    assert _block(_read(*few, title="工作安排"))["outcome"] == "other_content"


def test_a_blank_form_under_a_title_of_targets_is_no_loss():
    rows = _read(["项目名称", ("", 3)], ["年度目标", ("", 3)], [*L3, "指标值"], ["产出指标", "数量指标", "", ""], ["效益指标", "社会效益指标", "", ""])
    assert (_block(rows)["outcome"], _lost(rows)) == ("other_content", (0, 0))


# Parts of a table

WIDE = [["项目名称", ("甲项目", 4)], ["年度资金总额（万元）", ("10.00", 4)], ["年度目标", ("做甲。", 4)]]


@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        ([NAME, GOAL, [*L3, "指标值"], *ROWS], (0, 0)),
        # what stands under a heading that nobody listed is a remark, or what an indicator is made of
        ([*WIDE, [*L3, "指标值", "某栏"], *([*row, "好"] for row in ROWS)], (0, 0)),
        ([*WIDE, [*L3, "指标值", "某栏"], *([*row, "另有3处"] for row in ROWS)], (0, 3)),
        ([*WIDE, [*L3, "指标值", "预期要求"], *([*row, "好"] for row in ROWS)], (0, 3)),
        ([*WIDE, [*L3, "指标值", "备注"], *([*row, "另有3处"] for row in ROWS)], (0, 0)),
        # no block was found though levels stand in the cells
        ([NAME, GOAL, ["甲栏", "乙栏", "丙栏", "丁栏"], *ROWS], (3, 0)),
        # money and goal under words that nobody knows
        ([NAME, ["核定经费", "10.00", "", ""], [*L3, "指标值"], *ROWS], (0, 1)),
        ([NAME, ["打算", ("把这条路修好，把那座桥也修好，年底完工。", 3)], [*L3, "指标值"], *ROWS], (0, 1)),
    ],
)
def test_rows_that_were_not_read_are_counted(rows, lost):
    read = _read(*rows)
    assert (_block(read)["outcome"], _lost(read)) == ("target_table", lost)
    settle_status(read)
    assert read.document["status"] == ("loaded" if lost == (0, 0) else "loaded_in_part")
    assert ("could not be read" in (_block(read)["reason"] or "")) == (lost != (0, 0))


LIST = ["项目名称", "预算数", "绩效目标", *L3, "指标值"]


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({}, (0, 0)),
        ({"预算数": "某某数"}, (0, 2)),  # an amount in every project's row
        ({"绩效目标": "某某事"}, (0, 2)),  # a goal
    ],
)
def test_a_lists_columns_that_nobody_knows_are_counted(changed, lost):
    headings = [changed.get(heading, heading) for heading in LIST]
    read = _read(headings, ["甲", "10.00", "把这条路修好。", *ROWS[0]], ["乙", "20.00", "把那座桥修好。", *ROWS[1]])
    assert _lost(read) == lost
    assert [row["project_name_text"] for row in read.project_rows] == ["甲", "乙"]


def test_a_level_in_the_place_of_a_goal_shows_that_columns_are_taken_for_others():
    read = _read(LIST, ["甲", "10.00", "产出指标", "数量指标", "次数", "12", ""])
    assert _lost(read)[0] == 1


def test_no_cells_lose_nothing():
    found = losses([])
    assert (found.indicators, found.projects, found.cells) == (frozenset(), frozenset(), ())
