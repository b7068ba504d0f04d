"""List tables: one row a project or an indicator, sums apart, cells merged over rows and pages."""

import pytest

from extract.layouts import read_layouts
from extract.rows import settle_status
from tests.layouts.tables import line, page, table

GUANGZHOU = ["项目名称（资金使\n用单位）", "总计", "财政拨款", "其他资金", "绩效目标", "绩效指标"]
BEIJING = [
    [
        ("项目名称", 1, 2),
        ("项目总额", 1, 2),
        ("其中：", 2),
        ("绩效目标", 1, 2),
        *((word, 1, 2) for word in ("一级指标", "二级指标", "三级指标", "绩效指标性质", "本年绩效指标值", "绩效度量单位")),
    ],
    ["财政资金", "其他资金"],
]


def _indicator(name, value="1"):
    return ["产出指标", "数量指标", name, "≥", value, "次"]


def _names(rows):
    return [(row["project_name_text"], row["project_code_text"], row["page_number"], row["page_last"]) for row in rows.project_rows]


def _of(rows, ordinal):
    return [row["indicator_name_text"] for row in rows.indicator_cells if row["project_ordinal"] == ordinal]


def test_sums_are_not_projects_and_give_the_unit():
    listed = table(
        [
            GUANGZHOU,
            ["合计", "30.00", "30.00", "", "", ""],
            ["某市数据局", "10.00", "10.00", "", "", ""],
            ["甲项目", "10.00", "10.00", "", "做好甲。", "1、产出指标：次数，年度指标值：1次。"],
            ["某市运营中心", "20.00", "20.00", "", "", ""],
            ["乙项目", "15.00", "15.00", "", "做好乙。", "1、产出指标：次数，年度指标值：2次。"],
            ["丙项目", "5.00", "5.00", "", "做好丙。", "1、产出指标：次数，年度指标值：3次。"],
        ]
    )
    rows = read_layouts([page(1, line("项目支出绩效目标表", 50), line("部门名称：某市数据局", 75, 40), line("单位：万元", 75, 500), listed)])
    assert [(row["project_name_text"], row["unit_text"]) for row in rows.project_rows] == [
        ("甲项目", "某市数据局"),
        ("乙项目", "某市运营中心"),
        ("丙项目", "某市运营中心"),
    ]
    assert {row["department_text"] for row in rows.project_rows} == {"某市数据局"}
    totals = [(row["total_kind"], row["total_label_text"]) for row in rows.total_rows if row["funding_label_text"] == "总计"]
    assert totals == [("document", "合计"), ("unit", "某市数据局"), ("unit", "某市运营中心")]
    assert [(row["funding_label_text"], row["amount_text"], row["amount_unit_text"]) for row in rows.funding_cells[:3]] == [
        ("总计", "10.00", "万元"),
        ("财政拨款", "10.00", "万元"),
        ("其他资金", "", "万元"),
    ]


def test_a_row_with_a_project_of_one_cell_of_indicators_may_be_cut():
    first = table([GUANGZHOU, ["甲项目", "10.00", "10.00", "", "做好", "1、产出指标：次数，年度指"]])
    second = table([GUANGZHOU, ["", "", "", "", "甲。", "标值：1次。"], ["乙项目", "5.00", "5.00", "", "做好乙。", "1、产出指标：次数，年度指标值：2次。"]])
    rows = read_layouts([page(1, first), page(2, second)])
    assert [(row["project_name_text"], row["objective_text"], row["page_last"]) for row in rows.project_rows] == [
        ("甲项目", "做好甲。", 2),
        ("乙项目", "做好乙。", 2),
    ]
    assert rows.indicator_cells[0]["combined_text"] == "1、产出指标：次数，年度指标值：1次。"


def test_two_level_headings_give_labels_and_what_stands_over_them():
    listed = table(
        [
            [("支出项目类别", 1, 2), ("总计", 1, 2), ("财政拨款", 2), ("财政专户拨款", 1, 2), ("绩效目标", 1, 2)],
            ["合计", "一般公共预算"],
            ["甲项目", "4.00", "3.00", "3.00", "1.00", "做好甲。"],
        ]
    )
    rows = read_layouts([page(1, line("单位：万元", 75), listed)])
    assert [(row["funding_group_text"], row["funding_label_text"], row["amount_text"], row["parent_ordinal"]) for row in rows.funding_cells] == [
        (None, "总计", "4.00", None),
        ("财政拨款", "合计", "3.00", 1),
        ("财政拨款", "一般公共预算", "3.00", 2),
        (None, "财政专户拨款", "1.00", 1),
    ]


def test_one_name_over_several_blocks_is_several_projects():
    listed = table(
        [
            *BEIJING,
            [("11000022T00000043\n2892-执法办案经费", 1, 3), ("32.0", 1, 2), ("32.0", 1, 2), ("", 1, 2), ("保障甲。", 1, 2), *_indicator("检测")],
            _indicator("鉴定"),
            ["93.3", "93.3", "", "保障乙。", *_indicator("耗材")],
        ]
    )
    rows = read_layouts([page(1, line("单位：万元", 75), listed)])
    assert _names(rows) == [("执法办案经费", "11000022T000000432892", 1, 1)] * 2
    assert [row["objective_text"] for row in rows.project_rows] == ["保障甲。", "保障乙。"]
    assert (_of(rows, 1), _of(rows, 2)) == (["检测", "鉴定"], ["耗材"])


def test_a_block_begun_at_the_foot_of_a_page_takes_its_texts_from_the_next():
    first = table(
        [
            *BEIJING,
            [("11000022T000000432788-旧料场租费", 1, 2), ("68.0", 1, 2), ("68.0", 1, 2), ("", 1, 2), ("有效安置。", 1, 2), *_indicator("租赁")],
            _indicator("范围"),
            ["", "", "", "", "", *_indicator("救助")],
        ]
    )
    second = table([["11000022T000000432798-司法救助经费", "45.0", "45.0", "", "给予补助。", *_indicator("时间")]])
    rows = read_layouts([page(1, first), page(2, second)])
    assert _names(rows) == [("旧料场租费", "11000022T000000432788", 1, 1), ("司法救助经费", "11000022T000000432798", 1, 2)]
    assert (_of(rows, 1), _of(rows, 2)) == (["租赁", "范围"], ["救助", "时间"])
    assert [row["amount_text"] for row in rows.funding_cells] == ["68.0", "68.0", "", "45.0", "45.0", ""]


def test_a_name_printed_on_the_last_page_of_its_cell_is_that_of_every_block():
    first = table([*BEIJING, ["", "32.0", "32.0", "", "保障甲。", *_indicator("检测")]])
    second = table([["", "93.3", "93.3", "", "保障乙。", *_indicator("耗材")]])
    third = table([[("11000022T000000432892-执法办案经费", 1), "", "", "", "", *_indicator("差旅")]])
    rows = read_layouts([page(1, first), page(2, second), page(3, third)])
    assert [name for name, *_ in _names(rows)] == ["执法办案经费", "执法办案经费"]
    assert (_of(rows, 1), _of(rows, 2)) == (["检测"], ["耗材", "差旅"])


def test_a_code_cut_by_the_page_break_is_one_project():
    first = table([*BEIJING, ["11000026Y00000364", "10.0", "10.0", "", "接入服务。", *_indicator("月数")]])
    second = table([["5516-互联网接入服务", "", "", "", "", *_indicator("兆数")]])
    rows = read_layouts([page(1, first), page(2, second)])
    assert _names(rows) == [("互联网接入服务", "11000026Y000003645516", 1, 2)]


def test_lines_shown_on_both_sides_of_a_break_are_read_once():
    first = table([*BEIJING, ["11000023T000002103382-档案数字化", "8.5", "8.5", "", "根据通知要求，\n每年整理档案，提高", *_indicator("张数")]])
    second = table([["", "", "", "", "每年整理档案，提高\n管理水平。", *_indicator("件数")]])
    rows = read_layouts([page(1, first), page(2, second)])
    assert rows.project_rows[0]["objective_text"] == "根据通知要求，每年整理档案，提高管理水平。"


def test_cells_printed_again_on_every_page_are_one_project():
    """One project must not become one a page where title, headings and merged texts repeat."""
    heads = [
        "单位编码",
        "单位（项目）名称",
        "资金总额",
        "绩效目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
        "指标值内容",
        "度量单位",
        "指标值类型",
        "备注",
    ]
    row = ["126001", "信访工作经费专项", "35.78", "做好信访。", "产出指标", "数量指标"]
    first = [heads, ["合计", "", "35.78", "", *[""] * 8], [*row, "单位数", "10", "调拨单位", "个", "≥", "10"]]
    second = [heads, [*row, "精准率", "95", "实际拨付", "%", "≥", "20"]]
    above = (line("2026年项目支出绩效目标表", 40), line("部门名称：某市信访局", 75, 40), line("单位：万元", 75, 480))
    rows = read_layouts([page(1, *above, table(first)), page(2, *above, table(second))])
    (project,) = rows.project_rows
    assert (project["layout"], project["project_name_text"], project["page_last"]) == ("changsha_list", "信访工作经费专项", 2)
    read = [
        (row["indicator_name_text"], row["comparator_text"], row["target_text"], row["unit_text"], row["weight_text"], row["note_text"])
        for row in rows.indicator_cells
    ]
    assert read == [("单位数", "≥", "10", "个", "10", "调拨单位"), ("精准率", "≥", "95", "%", "20", "实际拨付")]
    assert [row["total_label_text"] for row in rows.total_rows] == ["合计"]


def test_a_list_without_merged_cells_names_the_project_once():
    heads = ["序号", "项目名称", "当年财政拨款预算金额", "当年绩效目标", "指标名称", "指标性质", "指标值", "计量单位", "指标权重(%)"]
    listed = [
        heads,
        ["1", "甲项目", "10.00", "做好甲。", "次数", "≥", "1", "次", "50"],
        ["", "", "", "", "天数", "≥", "2", "天", "50"],
        ["2", "乙项目", "5.00", "做好乙。", "人数", "≥", "3", "人", "100"],
        ["", "", "", "", "满意度", "≥", "90", "%", "10"],
    ]
    rows = read_layouts([page(1, line("资金主管部门：某委员会", 75, 40), line("单位：万元", 75, 480), table(listed))])
    assert [row["project_name_text"] for row in rows.project_rows] == ["甲项目", "乙项目"]
    assert {row["department_text"] for row in rows.project_rows} == {"某委员会"}
    assert (_of(rows, 1), _of(rows, 2)) == (["次数", "天数"], ["人数", "满意度"])


def test_every_page_has_its_blocks():
    first = page(1, line("目录", 60))
    rows = read_layouts([first, page(2, table([GUANGZHOU, ["甲项目", "1.00", "1.00", "", "做好甲。", "1、产出指标：次数，年度指标值：1次。"]]))])
    assert [(block["page_number"], block["block_number"], block["outcome"], block["row_count"]) for block in rows.page_blocks] == [
        (1, 1, "other_content", 0),
        (2, 1, "target_table", 2),
    ]
    assert rows.page_blocks[1]["cell_character_count"] > 0


def test_indicators_in_running_text_are_kept_whole():
    listed = table(
        [
            ["项目名称", "预算金额", "绩效目标", "绩效指标"],
            ["普法", "10.00", "宣传。", "产出指标：场次≥10场；覆盖率≥90%。"],
            ["护林", "20.00", "巡护。", "1、产出指标：人数，年度指标值：3人。"],
            ["植树", "30.00", "植树。", "无"],
        ]
    )
    rows = read_layouts([page(1, line("项目支出绩效目标表", 50), line("单位：万元", 70, 480), listed)])
    read = [(row["project_ordinal"], row.get("combined_text"), row.get("indicator_name_text")) for row in rows.indicator_cells]
    assert read == [(1, None, "产出指标：场次≥10场；覆盖率≥90%。"), (2, "1、产出指标：人数，年度指标值：3人。", "人数")]
    assert len(rows.project_rows) == 3
    assert "running text" in rows.page_blocks[0]["reason"]


def test_a_project_of_one_name_and_one_amount_may_have_several_goals():
    """A second goal beside the same cells of name and money is no second project; beside an amount of its own it is."""
    one = [("保障甲。", 1, 2), *_indicator("检测")]
    other = ["保障乙。", *_indicator("耗材")]
    shared = table([*BEIJING, [("甲项目", 1, 3), ("32.0", 1, 3), ("32.0", 1, 3), ("", 1, 3), *one], _indicator("鉴定"), other])
    rows = read_layouts([page(1, line("单位：万元", 75), shared)])

    assert [(row["project_name_text"], row["objective_text"]) for row in rows.project_rows] == [("甲项目", "保障甲。保障乙。")]
    assert _of(rows, 1) == ["检测", "鉴定", "耗材"]


_UNMERGED = ["单位名称", "项目名称", "年度目标", "预算金额", "一级指标", "二级指标", "三级指标", "指标值"]


@pytest.mark.parametrize("blanks", [(), (0,), (2,), (3,), (0, 2, 3), (1,), (0, 1, 3)], ids=lambda blanks: "-".join(_UNMERGED[at] for at in blanks) or "all")
def test_a_project_printed_again_beside_each_indicator_is_one_project(blanks):
    """As spreadsheets are printed without merged cells; ``blanks`` are the columns that only the first row of a project fills in."""
    rows = []
    for unit, name, goal, money in (
        ("甲局", "设备购置", "购置到位。", "12.50"),
        ("甲局", "房屋维修", "完成维修。", "12.50"),
        ("乙局", "房屋维修", "完成维修。", "3"),
    ):
        for number in range(3):
            own = [unit, name, goal, money]
            rows.append([*("" if number and at in blanks else text for at, text in enumerate(own)), "产出指标", "数量指标", f"次数{number}", "≥2次"])
    found = read_layouts([page(1, line("项目支出绩效目标表", 50), line("单位：万元", 70, 480), table([_UNMERGED, *rows]))])
    settle_status(found)
    assert [(row["project_name_text"], row["objective_text"]) for row in found.project_rows] == [
        ("设备购置", "购置到位。"), ("房屋维修", "完成维修。"), ("房屋维修", "完成维修。")
    ]  # fmt: skip
    assert [row["amount_text"] for row in found.funding_cells] == ["12.50", "12.50", "3"]
    assert [row["project_ordinal"] for row in found.indicator_cells] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert found.document["status"] == "loaded"
    assert not [cell["cell_text"] for cell in found.table_cells if cell["cell_use"] == "remainder"]
