"""One cell with all indicators of a project, written in every grammar seen and any mix of its marks, gives the indicators that went in."""

import os
import random

import pytest

from extract.layouts.items import begins_as_items, holds_items, items, named

CELLS = int(os.environ.get("ITEM_FUZZ", "400"))
_LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益", "社会效益", "生态效益", "可持续影响", "社会效益指标"),
    "满意度指标": ("服务对象满意度", "服务对象满意度指标"),
    "成本指标": ("经济成本", "社会成本", "经济成本指标"),
}
_NAMES = (
    "发放人数",
    "业务场景构建支撑服务（大模型平台运营）",
    "立项\\终验审核数量值",
    "“四上”企业、规上企业调查样本数（家）",
    "合格率（合格数/总数*100%）",
    "满意度=满意人数÷样本数×100%",
    "2026年1-6月；7-12月办结率",
    "《条例》第3.2条，配套文件数量",
    "社会效益",
    "12345热线按时办结率.",
    "数据：接口调用量",
)
_VALUES = ("≥20场", "100%", "每年≥20场", "2026年12月底前", "1、完成甲；2、完成乙", "", "≥1:1.5", "对甲、乙，均≥3.5个", "按计划完成", "≤22.6万元", "0")


def _split(cell: str) -> list[tuple[str | None, ...]]:
    """(Level 1, level 2, name, whole period's target, target) of the indicators of a cell."""
    columns = ("level1_text", "level2_text", "indicator_name_text", "period_target_text", "target_text")
    return [tuple(row[name].strip() if name in row else None for name in columns) for row in items(cell)]


def _coded(draw: random.Random):
    """``1、1-产出指标；11-数量指标；NAME；实施周期指标值:V；年度指标值:V。`` and its like."""
    gap, dash, part, colon, end = (draw.choice(marks) for marks in ("、.．,，", "-－—–", ";；,，", ":：", "。；;"))
    if gap == ".":
        dash = draw.choice("-－")
    is_bare, blanks = draw.random() < 0.2, draw.choice((("",), ("", " ")))
    text, expected = "", []
    number = 0
    for _ in range(draw.randint(1, 7)):
        number = 1 if draw.random() < 0.15 else number + 1
        place = draw.randrange(4)
        level1 = list(_LEVELS)[place]
        level2 = draw.choice(_LEVELS[level1])
        name, period, value = draw.choice(_NAMES), draw.choice(_VALUES), draw.choice(_VALUES)
        if draw.random() < 0.3:
            part = draw.choice(";；,，")
        written1, written2 = f"{place + 1}{dash}{level1}", f"{place + 1}{draw.randint(1, 4)}{dash}{level2}"
        if is_bare:
            written1, written2 = level1, level2
        blank = draw.choice(blanks)
        text += f"{number}{gap}{blank}{written1}{part}{blank}{written2}{part}{blank}{name}{draw.choice(';；,，')}"
        text += f"实施周期指标值{colon}{period}{draw.choice(';；,，')}年度指标值{colon}{value}{end}"
        expected.append((written1, written2, name, period, value))
    return text, expected


def _plain(draw: random.Random):
    """``1、产出指标：NAME，年度指标值：V。`` and its like, some without a value's label."""
    gap, colon, end = draw.choice("、.．,，"), draw.choice(":：,，"), draw.choice("。；;")
    text, expected = "", []
    number = 0
    for _ in range(draw.randint(1, 7)):
        number = 1 if draw.random() < 0.15 else number + 1
        level1, name, value = draw.choice(["可持续影响", *_LEVELS]), draw.choice(_NAMES), draw.choice(_VALUES)
        text += f"{number}{gap}{level1}{colon}"
        if draw.random() < 0.2:
            name, value = draw.choice(("发放率", "系统可用率", "培训（线上）人数")), draw.choice(("按月100%发放", "≥99%", "不少于3次"))
            text += f"{name}{draw.choice(',，')}{value}{end}"
        else:
            text += f"{name}{draw.choice(('，', ',', '', '；'))}年度指标值{draw.choice(':：')}{value}{end}"
        expected.append((level1, None, name, None, value))
    return text, expected


def _without_stop(row):
    level1, level2, name, period, target = row
    return level1, level2, name.rstrip("。."), period, target


@pytest.mark.parametrize("grammar", [_coded, _plain])
def test_indicators_of_one_cell_come_back_as_they_were_written(grammar):
    written = [grammar(random.Random(seed)) for seed in range(CELLS)]
    failed = []
    for seed, (text, expected) in enumerate(written):
        found = _split(text)
        if list(map(_without_stop, expected)) != list(map(_without_stop, found)):
            failed.append(f"{seed} {text}\n  {[row for row in expected if row not in found][:2]}\n  {[row for row in found if row not in expected][:2]}")
    assert not failed, f"{len(failed)} of {CELLS}\n" + "\n".join(failed[:8])


def test_items_follow_each_other_without_a_gap():
    text = "附：1、产出指标：次数，年度指标值：≥1次。2、数量指标：人数，2人；"
    assert "".join(row["combined_text"] for row in items(text)) == text.removeprefix("附：")
    assert [row["number_text"] for row in items(text)] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "is_begin", "is_held"),
    [("1、产出指标：次数", True, True), ("１．1－产出指标；次数", True, True), ("见下：1、产出指标：次数", False, True), ("2、产出指标：次数", False, True),
     ("1、数量：次数", False, True), ("1、完成任务：次数", False, False), ("", False, False)],
)  # fmt: skip
def test_where_an_item_begins(text, is_begin, is_held):
    assert (begins_as_items(text), holds_items(text)) == (is_begin, is_held)


@pytest.mark.parametrize(
    ("printed", "number", "name"),
    [
        ("指标1：次数", "1", "次数"),
        ("指标 ２、次数", "２", "次数"),
        ("指标：次数", None, "次数"),
        ("：次数", None, "次数"),
        ("指标1：", None, "指标1："),
        ("指标数", None, "指标数"),
        ("指标1：指标2：次数", "1", "次数"),
    ],
)
def test_the_number_before_a_name_is_no_part_of_it(printed, number, name):
    found = named(printed)
    assert (found.get("number_text"), found["indicator_name_text"]) == (number, name)
