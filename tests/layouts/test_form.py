"""Forms: labels, money and goal, the indicator block, and what page breaks do to them."""

from extract.layouts import read_layouts
from tests.layouts.reference import money_label
from tests.layouts.tables import line, page, table

HEADINGS = ["一级指标", "二级指标", "三级指标", "指标值", "分值（90）"]
DOWN = "年\n度\n总\n体\n目\n标"


def _head(name="甲项目"):
    return [
        [("项目名称", 1), (name, 4)],
        ["主管部门及代码", "教育部 105", "实施单位", ("某大学本级", 2)],
        [("项目资金\n（万元）", 1, 3), "年度资金总额：", ("120.50", 2), ("执行率分值\n（10）", 1, 3)],
        ["其中：财政拨款", ("100.00", 2)],
        ["上年结转", ("20.50", 2)],
        [DOWN, ("完成甲。\n做好乙。", 4)],
    ]


def _block():
    return [
        HEADINGS,
        [("产出指标", 1, 2), ("数量指标", 1, 2), "建设课程\n门数", "20 门", "30"],
        ["新增教材", "7个", "30"],
        ["满意度指标", "服务对象满意度指标", "学生满意度", "≥95%", "30"],
    ]


def _indicators(rows):
    return [tuple(row.get(f"{name}_text") for name in ("level1", "level2", "indicator_name", "target", "weight")) for row in rows.indicator_cells]


WHOLE = [
    ("产出指标", "数量指标", "建设课程门数", "20 门", "30"),
    ("产出指标", "数量指标", "新增教材", "7个", "30"),
    ("满意度指标", "服务对象满意度指标", "学生满意度", "≥95%", "30"),
]


def test_a_form_gives_project_money_and_indicators():
    rows = read_layouts([page(1, line("甲项目绩效目标表", 60), line("（2023年度）", 80, 250), table(_head() + _block()))])
    (project,) = rows.project_rows
    assert (project["layout"], project["scope"]) == ("mof_form", "project")
    assert (project["project_name_text"], project["unit_text"], project["department_text"]) == ("甲项目", "某大学本级", "教育部")
    assert (project["objective_text"], project["form_year_text"]) == ("完成甲。做好乙。", "（2023年度）")
    money = [(money_label(row), row["amount_text"], row["amount_unit_text"], row["period"], row["parent_ordinal"]) for row in rows.funding_cells]
    assert money == [
        ("年度资金总额：", "120.50", "万元", "annual", None),
        ("其中：财政拨款", "100.00", "万元", "annual", 1),
        ("上年结转", "20.50", "万元", "annual", 1),
    ]
    assert _indicators(rows) == WHOLE


def test_a_form_may_be_cut_after_any_row():
    """In the money block, before the goal, between headings and rows, inside a merged level cell: the same rows come out."""
    whole = _head() + _block()
    for cut in range(1, len(whole)):
        first, second = whole[:cut], [list(row) for row in whole[cut:]]
        first = _closed(first)
        reopened = _reopened(whole, cut)
        if reopened:
            second[0] = reopened
        rows = read_layouts([page(1, line("甲项目绩效目标表", 60), table(first)), page(2, table(_closed(second)))])
        assert [row["project_name_text"] for row in rows.project_rows] == ["甲项目"], cut
        assert rows.project_rows[0]["objective_text"] == "完成甲。做好乙。", cut
        assert [row["amount_text"] for row in rows.funding_cells] == ["120.50", "100.00", "20.50"], cut
        assert {row["amount_unit_text"] for row in rows.funding_cells} == {"万元"}, cut
        assert _indicators(rows) == WHOLE, cut
        assert (rows.project_rows[0]["page_number"], rows.project_rows[0]["page_last"]) == (1, 2), cut


def _closed(rows):
    """Cells merged beyond the last row end with it."""
    return [
        [(spec[0], spec[1], min(spec[2], len(rows) - number)) if isinstance(spec, tuple) and len(spec) == 3 else spec for spec in row]
        for number, row in enumerate(rows)
    ]


def _reopened(rows, cut):
    """The first row overleaf with empty cells where a merged cell was cut."""
    opened = []
    column_of = 0
    taken = {}
    for number, row in enumerate(rows[: cut + 1]):
        column_of = 0
        for spec in row:
            _text, width, height = (*spec, 1)[:3] if isinstance(spec, tuple) else (spec, 1, 1)
            while taken.get(column_of, (0, 0, 0))[0] > number:
                column_of += taken[column_of][1]
            if number < cut:
                if height > 1:
                    taken[column_of] = (number + height, width, height)
            else:
                opened.append((column_of, spec))
            column_of += width
    for column, (end, width, _) in taken.items():
        if end > cut:
            opened.append((column, ("", width, end - cut)))
    return [spec for _, spec in sorted(opened, key=lambda item: item[0])]


def test_a_goal_cut_in_mid_sentence_is_joined():
    first = [*_head()[:-1], [DOWN, ("完成甲。做好", 4)]]
    rows = read_layouts([page(1, table(first)), page(2, table([["", ("乙。", 4)], *_block()]))])
    assert rows.project_rows[0]["objective_text"] == "完成甲。做好乙。"
    assert _indicators(rows) == WHOLE


def test_a_row_cut_between_its_cells_is_one_indicator():
    block = [HEADINGS, ["产出指标", "数量指标", "建设课程", "", ""]]
    rest = [[("", 1, 2), ("", 1, 2), "门数", "20 门", "30"], ["新增教材", "7个", "30"]]
    rows = read_layouts([page(1, table(_head() + block)), page(2, table(rest))])
    assert _indicators(rows) == WHOLE[:2]
    assert (rows.indicator_cells[0]["page_number"], rows.indicator_cells[0]["page_last"]) == (1, 2)


def test_columns_that_shift_overleaf_keep_their_meaning():
    first = page(1, table(_head() + _block()[:3], edges=[40, 70, 150, 360, 480, 560]))
    shifted = table([["满意度指标", "服务对象满意度指标", "学生满意度", "≥95%", "30"]], edges=[40, 140, 260, 380, 500, 560])
    assert _indicators(read_layouts([first, page(2, shifted)])) == WHOLE


def test_a_level_label_cut_by_the_page_break_is_put_together():
    block = [HEADINGS, ["效益指", "经济效益指标", "减少浪费", "≥1亿元", "15"]]
    rest = [["标", "社会效益指标", "带动就业", "≥50人", "15"]]
    rows = read_layouts([page(1, table(_head() + block)), page(2, table(rest))])
    assert [row["level1_text"] for row in rows.indicator_cells] == ["效益指标", "效益指标"]


def test_a_label_overleaf_is_given_to_the_rows_before_the_break():
    block = [HEADINGS, ["产出指标", "数量指标", "门数", "20", "10"], ["", "", "材料", "3", "10"]]
    rest = [[("效益指标", 1, 2), ("社会效益指标", 1, 2), "就业", "≥5人", "10"], ["影响", "长期", "10"]]
    rows = read_layouts([page(1, table(_head() + block)), page(2, table(rest))])
    assert [row["level2_text"] for row in rows.indicator_cells] == ["数量指标", "社会效益指标", "社会效益指标", "社会效益指标"]


def test_headings_repeated_overleaf_are_dropped():
    rows = read_layouts([page(1, table(_head() + _block()[:3])), page(2, table([HEADINGS, _block()[3]]))])
    assert _indicators(rows) == WHOLE


def test_an_empty_level_cell_between_rules_stays_empty():
    block = [
        HEADINGS,
        ["产出指标", "数量指标", "门数", "20", "10"],
        ["", "社会效益指标", "就业", "≥5人", "10"],
        ["满意度指标", "服务对象满意度指标", "满意度", "≥90%", "10"],
    ]
    rows = read_layouts([page(1, table(_head() + block))])
    assert [row["level1_text"] for row in rows.indicator_cells] == ["产出指标", "", "满意度指标"]


def test_blank_rows_are_left_out_and_counted():
    block = [
        HEADINGS,
        ["产出指标", "数量指标", "门数", "20", "10"],
        ["效益指标", "经济效益指标", "/", "/", ""],
        ["效益指标", "生态效益指标", "指标1：", "", ""],
    ]
    rows = read_layouts([page(1, table(_head() + block))])
    assert [row["indicator_name_text"] for row in rows.indicator_cells] == ["门数"]
    assert "2" in rows.page_blocks[0]["reason"]


def test_a_row_without_its_values_is_kept_and_words_for_none_are_values():
    block = [HEADINGS, ["产出指标", "数量指标", "门数", "", ""], ["成本指标", "社会成本指标", "不适用", "无", ""]]
    rows = read_layouts([page(1, table(_head() + block))])
    assert [(row["indicator_name_text"], row["target_text"]) for row in rows.indicator_cells] == [("门数", ""), ("不适用", "无")]


def test_a_blank_form_gives_no_row_and_says_so():
    form = [
        [("项目名称", 1), ("", 4)],
        ["主管部门", "", "实施期限", ("", 2)],
        [DOWN, ("目标1：\n目标2：", 4)],
        HEADINGS,
        ["产出指标", "数量指标", "", "", ""],
    ]
    rows = read_layouts([page(1, line("2022年专项资金总体绩效目标表", 60), table(form))])
    assert (rows.project_rows, rows.indicator_cells) == ([], [])
    assert rows.page_blocks[0]["outcome"] == "other_content"
    assert "blank" in rows.page_blocks[0]["reason"]


def test_a_self_evaluation_is_never_a_target_nor_is_its_part_overleaf():
    form = [
        [("项目名称", 1), ("甲项目", 5)],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
        ["产出指标", "数量指标", "门数", "20", "21", "10"],
    ]
    rows = read_layouts([page(1, line("甲项目绩效自评表", 60), table(form)), page(2, table([["", "", "材料", "3", "3", "5"]]))])
    assert rows.project_rows == []
    assert [block["outcome"] for block in rows.page_blocks] == ["self_evaluation", "self_evaluation"]
    assert all(block["reason"] for block in rows.page_blocks)


def test_a_document_of_final_accounts_loads_nothing():
    rows = read_layouts([page(1, line("某局2024年度部门决算", 60)), page(2, line("甲项目绩效目标表", 60), table(_head() + _block()))])
    assert rows.document["document_type"] == "决算"
    assert rows.project_rows == []
    assert "final accounts" in rows.page_blocks[1]["reason"]


def test_two_forms_drawn_as_one_table_are_two_projects():
    rows = read_layouts([page(1, table([*_head("甲项目"), *_block(), *_head("乙项目"), *_block()]))])
    assert [row["project_name_text"] for row in rows.project_rows] == ["甲项目", "乙项目"]
    assert len(rows.indicator_cells) == 6


def test_a_form_without_headings_reads_like_the_one_before_it():
    rows = read_layouts([page(1, table(_head("甲项目") + _block())), page(2, table(_head("乙项目") + _block()[1:]))])
    assert [row["project_name_text"] for row in rows.project_rows] == ["甲项目", "乙项目"]
    assert _indicators(rows) == WHOLE + WHOLE


def test_a_label_framed_by_empty_cells_is_one_cell():
    """How a word processor keeps a label's distance from its rules: seen as up to thirteen columns."""
    form = [
        [("项目名称", 4), ("甲项目", 2)],
        [("绩效指标", 1, 7), ("一级指标", 3), "三级指标", "指标值"],
        [("", 3), ("门数", 1, 3), ("20", 1, 3)],
        ["", "产出指标", ""],
        [("", 3)],
        [("", 3), ("就业", 1, 3), ("5人", 1, 3)],
        ["", "效益指标", ""],
        [("", 3)],
    ]
    rows = read_layouts([page(1, line("专项绩效目标表", 60), table(form))])
    assert [(row["level1_text"], row["indicator_name_text"], row["target_text"]) for row in rows.indicator_cells] == [
        ("产出指标", "门数", "20"),
        ("效益指标", "就业", "5人"),
    ]


def test_this_years_goal_stands_before_that_of_the_whole_period():
    form = [
        [("项目名称", 1), ("甲项目", 4)],
        ["资金金额（万元）", "实施期资金总额：", "30", "年度资金总额：", "10"],
        [("总体目标", 1, 2), ("实施期总目标", 2), ("年度目标", 2)],
        [("三年完成。", 2), ("今年开工。", 2)],
        HEADINGS,
        ["产出指标", "数量指标", "门数", "20", "10"],
    ]
    rows = read_layouts([page(1, table(form))])
    assert rows.project_rows[0]["objective_text"] == "今年开工。"
    assert [(row["amount_text"], row["period"]) for row in rows.funding_cells] == [("30", "whole_project"), ("10", "annual")]


def test_money_of_all_years_stays_apart_from_the_years_and_in_yuan():
    form = [
        [("项目名称：", 1), ("小区加装电梯", 2), ("项目类别：", 1), ("其他一次性项目", 2)],
        [("计划开始日期：", 1), ("2025-01-01", 2), ("计划完成日期：", 1), ("2025-12-31", 2)],
        [("项目资金\n（元）", 1, 3), "项目资金总额：", "3,000,000", "年度资金申请总额：", ("1,000,000", 2)],
        ["其中：财政资金", "3,000,000", "其中：当年财政拨款", ("900,000", 2)],
        ["其他资金", "0", "上年结转资金", ("100,000", 2)],
        [("项目总目标", 3), ("年度总目标", 3)],
        [("三年加装三十台。", 3), ("今年加装十台。", 3)],
        [("项目绩效指标", 1, 2), "一级指标", "二级指标", "三级指标", ("年度（/项目）指标值", 2)],
        ["产出目标", "数量", "加装台数", ("=10台", 2)],
    ]
    rows = read_layouts([page(1, line("财政项目支出绩效目标表", 50), line("申报单位名称：某街道办事处", 75, 40), table(form))])
    (project,) = rows.project_rows
    assert (project["layout"], project["project_name_text"], project["unit_text"]) == ("putuo_form", "小区加装电梯", "某街道办事处")
    assert project["objective_text"] == "今年加装十台。"
    assert [(money_label(row), row["amount_text"], row["period"], row["parent_ordinal"], row["amount_unit_text"]) for row in rows.funding_cells] == [
        ("项目资金总额：", "3,000,000", "whole_project", None, "元"),
        ("年度资金申请总额：", "1,000,000", "annual", None, "元"),
        ("其中：财政资金", "3,000,000", "whole_project", 1, "元"),
        ("其中：当年财政拨款", "900,000", "annual", 2, "元"),
        ("其他资金", "0", "whole_project", 1, "元"),
        ("上年结转资金", "100,000", "annual", 2, "元"),
    ]
    assert [(row["indicator_name_text"], row["target_text"]) for row in rows.indicator_cells] == [("加装台数", "=10台")]


def test_the_project_may_stand_in_a_wrapped_title_only():
    form = [
        [("专项资金情况\n（万元）", 1, 2), "资金总额：", ("237.50", 2)],
        ["财政拨款：", ("237.50", 2)],
        ["项目实施期目标", ("高效响应。", 3)],
        ["一级指标", "二级指标", "三级指标", "目标值"],
        ["产出指标", "数量指标", "覆盖率", "≥90%"],
    ]
    first = line("301007_某市公安局_社会治理现代化智慧调度指挥中心项目绩效目", 60, 90)
    rows = read_layouts([page(1, first, line("标表", 80, 205), table(form))])
    (project,) = rows.project_rows
    assert (project["layout"], project["project_name_text"]) == ("quanzhou_form", "社会治理现代化智慧调度指挥中心")
    assert (project["unit_text"], project["form_number"]) == ("某市公安局", "301007")
    assert {row["period"] for row in rows.funding_cells} == {"undeclared"}


def test_a_whole_department_is_a_project_of_its_own_scope():
    form = [
        [("部门名称", 1), ("某市审计局", 4)],
        [("年度主要任务", 1, 3), "任务名称", "预算金额（万元）", "财政拨款", "其他资金"],
        ["机关运转", "30.00", "30.00", ""],
        ["金额合计", "30.00", "30.00", ""],
        ["年度总体目标", ("履行监督职责。", 4)],
        HEADINGS,
        ["产出指标", "数量指标", "报告", "≥9篇", "10"],
    ]
    rows = read_layouts([page(1, line("部门整体支出绩效目标表", 60), line("（2026年度）", 80), table(form))])
    (project,) = rows.project_rows
    assert (project["scope"], project["project_name_text"], project["unit_text"]) == ("department", "某市审计局", "某市审计局")
    assert [(money_label(row), row["amount_text"]) for row in rows.funding_cells] == [
        ("金额合计 预算金额（万元）", "30.00"),
        ("金额合计 财政拨款", "30.00"),
        ("金额合计 其他资金", ""),
    ]
    assert len(rows.project_rows) == 1


def test_headings_in_any_order_are_enough():
    form = [
        [("项目名称", 2), ("甲项目", 3)],
        ["权重", "指标值", "计量单位", "三级指标", "一级指标"],
        ["60", "20", "门", "课程门数", "产出指标"],
    ]
    rows = read_layouts([page(1, table(form))])
    assert rows.project_rows[0]["layout"] == "inferred"
    row = rows.indicator_cells[0]
    assert (row["weight_text"], row["target_text"], row["unit_text"], row["indicator_name_text"], row["level1_text"]) == (
        "60",
        "20",
        "门",
        "课程门数",
        "产出指标",
    )


def test_an_ordinary_table_is_other_content():
    rows = read_layouts([page(1, line("收支总表", 60), table([["项目", "预算数"], ["工资", "12.00"]]))])
    assert rows.project_rows == []
    assert rows.page_blocks[0]["outcome"] == "other_content"


def test_parts_of_a_total_that_is_not_printed_are_no_parts_of_each_other():
    form = [
        ["部门名称", ("某局", 5)],
        [("预算整体情况", 1, 3), "部门预算支出", ("预算金额（万元）", 2), "收入来源", "预算金额（万元）"],
        ["基本支出", ("12.50", 2), "财政拨款", "98.50"],
        ["项目支出", ("86.00", 2), "其他资金", "0.00"],
        ["总体绩效目标", ("做好工作。", 5)],
        [("绩效指标", 1, 2), "一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值"],
        ["产出指标", "数量指标", "汇聚数据数量", "≥10亿条", "≥10亿条"],
    ]
    rows = read_layouts([page(1, line("部门整体预算绩效目标申报表", 50), table(form))])
    assert [(money_label(row), row["amount_text"], row["parent_ordinal"]) for row in rows.funding_cells] == [
        ("基本支出", "12.50", None),
        ("财政拨款", "98.50", None),
        ("项目支出", "86.00", None),
        ("其他资金", "0.00", None),
    ]


def test_a_rule_between_two_cells_parts_their_labels():
    """A cell that is left empty prints no label, whatever its neighbours, the names beside it or its level 2 suggest."""
    block = [
        HEADINGS,
        [("产出指标", 1, 3), "", "指标1：门数", "20", "10"],
        ["数量指标", "指标2：篇数", "3", "10"],
        ["", "指标1：合格率", "≥90%", "10"],
        ["", "社会效益指标", "指标1：就业", "≥5人", "10"],
        ["效益指标", "可持续影响指标", "指标1：影响", "长期", "10"],
    ]
    rows = read_layouts([page(1, table(_head() + block))])
    assert [(row["level1_text"], row["level2_text"]) for row in rows.indicator_cells] == [
        ("产出指标", ""),
        ("产出指标", "数量指标"),
        ("产出指标", ""),
        ("", "社会效益指标"),
        ("效益指标", "可持续影响指标"),
    ]


def test_two_headings_in_one_cell_have_an_amount_each():
    form = [
        [("部门（单位）名称", 1), ("某局", 5)],
        [("年度\n主要\n任务", 1, 4), ("任务名称", 1, 2), ("主要内容", 2, 2), ("预算金额（万元）", 1), ""],
        ["总额", "财政拨款 其他资金"],
        ["基本履职", ("人员经费", 2), "8.00", "8.00"],
        [("金额合计", 3), "8.00", "8.00"],
        ["年度总体目标", ("完成。", 5)],
        ["年度绩效指标", "一级指标", "二级指标", "三级指标", ("指标值", 2)],
        ["", "产出指标", "数量指标", "门数", ("20", 2)],
    ]
    rows = read_layouts([page(1, line("2022年部门整体支出绩效目标表", 60), table(form))])
    assert [(money_label(row), row["amount_text"], row["parent_ordinal"]) for row in rows.funding_cells] == [
        ("金额合计 总额", "8.00", None),
        ("金额合计 财政拨款", "8.00", 1),
        ("金额合计 其他资金", "", 1),
    ]


def test_parts_of_a_total_that_is_not_printed_have_no_parent():
    form = [
        [("部门名称", 1), ("某局", 4)],
        [("预算整体情况", 1, 3), "部门预算支出", "预算金额（万元）", "收入来源", "预算金额（万元）"],
        ["基本支出", "3.00", "财政拨款", "9.00"],
        ["项目支出", "7.00", "其他资金", "1.00"],
        ["总体绩效目标", ("完成。", 4)],
        ["一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值"],
        ["产出指标", "数量指标", "门数", "20", "10"],
    ]
    rows = read_layouts([page(1, line("部门整体预算绩效目标申报表", 60), table(form))])
    assert [(row["amount_text"], row["parent_ordinal"], row["amount_unit_text"]) for row in rows.funding_cells] == [
        ("3.00", None, "万元"),
        ("9.00", None, "万元"),
        ("7.00", None, "万元"),
        ("1.00", None, "万元"),
    ]


def test_a_row_with_a_label_that_is_not_known_does_not_go_on_with_the_value_before_it():
    first = _head()[:2]
    second = [["申请理由", ("上级要求。", 4)], *_head()[2:], *_block()]
    rows = read_layouts([page(1, table(first)), page(2, table(second))])
    assert (rows.project_rows[0]["unit_text"], rows.project_rows[0]["objective_text"]) == ("某大学本级", "完成甲。\n做好乙。".replace("\n", ""))


def test_a_form_that_goes_on_overleaf_ends_where_the_next_begins_in_the_same_table():
    rows = read_layouts([page(1, table(_head("甲项目") + _block()[:3])), page(2, table([_block()[3], *_head("乙项目"), *_block()]))])
    assert [row["project_name_text"] for row in rows.project_rows] == ["甲项目", "乙项目"]
    assert _indicators(rows) == WHOLE + WHOLE


def test_a_label_beside_the_block_is_not_part_of_its_headings():
    form = [
        [("项目名称：", 1), ("垃圾分类", 2), ("项目类别：", 1), ("其他一次性项目", 1)],
        [("项目总预算（元）", 1), ("3,000", 2), ("项目当年预算（元）", 1), ("1,000", 1)],
        [("年度绩效目标", 1), ("今年做好。", 4)],
        [("绩\n效\n目\n标", 1, 3), "一级目标", "二级目标", "指标内容", "指标目标值"],
        [("产出目标", 1, 2), "数量", "覆盖小区数", "=10个"],
        ["质量", "合格率", "≥90%"],
    ]
    rows = read_layouts([page(1, line("财政项目支出绩效目标申报表", 60), table(form))])
    assert [(row["level1_text"], row["level2_text"], row["target_text"]) for row in rows.indicator_cells] == [
        ("产出目标", "数量", "=10个"),
        ("产出目标", "质量", "≥90%"),
    ]
    assert [(row["amount_text"], row["period"]) for row in rows.funding_cells] == [("3,000", "whole_project"), ("1,000", "annual")]


def test_one_amount_beside_the_label_over_amounts_is_the_total():
    form = [
        [("项目名称", 1), ("甲项目", 3)],
        [("项目资金（万元）", 1), ("100.00", 3)],
        [("绩效目标", 4)],
        [("完成甲，做好乙。", 4)],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "门数", "20"],
    ]
    rows = read_layouts([page(1, line("项目支出绩效目标表", 60), table(form))])
    assert [(money_label(row), row["amount_text"], row["amount_unit_text"]) for row in rows.funding_cells] == [("项目资金（万元）", "100.00", "万元")]
    assert rows.project_rows[0]["objective_text"] == "完成甲，做好乙。"


def test_a_label_over_goal_and_block_takes_the_goal_alone():
    form = table(
        [
            ["项目名称", ("河道清淤", 4)],
            [("绩效目标", 1, 4), ("清淤三公里。", 4)],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            [("产出指标", 1, 2), "数量指标", "清淤长度", "3公里"],
            ["质量指标", "验收合格率", "100%"],
        ]
    )
    rows = read_layouts([page(1, line("项目支出绩效目标表", 75), form)])
    assert [row["objective_text"] for row in rows.project_rows] == ["清淤三公里。"]
    assert [row["indicator_name_text"] for row in rows.indicator_cells] == ["清淤长度", "验收合格率"]
