"""What is joined and what never is, whatever the order of rows, and how a reader decides otherwise."""

import random
from collections import defaultdict

import pytest

from tests.dbt_project.conforming.names import conformed, of_names
from tests.dbt_project.compiled import recompiled

SATISFACTION = "服务对象满意度指标"
SAME = [
    (("项目验收合格率", "质量指标"), ("验收通过率（%）", "质量指标")),
    (("2026年培训次数（场）", "数量指标"), ("培训场次", "数量指标")),
    (("使用设备人员满意率", SATISFACTION), ("系统用户满意度", SATISFACTION)),
    (("档案整理合格率", "质量指标"), ("整理档案合格率", "质量指标")),
    (("打印机", "数量指标"), ("打印机数量", "数量指标")),
    (("信息系统验收合格率信息系统验收合格率", "质量指标"), ("系统验收合格率", "质量指标")),
    (("为应急管理科研工作发展创造良好环境，提供智力支", "社会效益指标"), ("为应急管理科研工作发展创造良好环境，提供智力支持", "社会效益指标")),
]
DIFFERENT = [
    (("群众满意度", SATISFACTION), ("群众投诉率", SATISFACTION)),
    (("群众满意度", SATISFACTION), ("群众不满意率", SATISFACTION)),
    (("关于物业服务的投诉", SATISFACTION), ("物业服务满意度", SATISFACTION)),
    (("系统故障率", "质量指标"), ("系统故障修复率", "质量指标")),
    (("空调", "数量指标"), ("空调", "经济成本指标")),
    (("培训人数", "数量指标"), ("培训人次", "数量指标")),
    (("80周岁至89周岁老年人津贴标准", "成本指标"), ("90周岁至99周岁老年人津贴标准", "成本指标")),
    (("主任会计师每小时收费", "经济成本指标"), ("副主任会计师每小时收费", "经济成本指标")),
]


@pytest.mark.parametrize("pair", SAME, ids=lambda pair: pair[0][0])
def test_one_indicator_under_two_names(pair):
    first, second = conformed(pair)
    assert first is not None and first == second


@pytest.mark.parametrize("pair", DIFFERENT, ids=lambda pair: f"{pair[0][0]}-{pair[1][0]}")
def test_two_indicators(pair):
    first, second = conformed(pair)
    assert None not in (first, second) and first != second


def test_a_name_that_says_there_is_none_is_no_indicator():
    assert conformed([("无", "数量指标"), ("不适用生态效益指标", "生态效益指标"), ("2026年11月", "时效指标")]) == [None] * 3


def _names(count: int) -> list[tuple[str, str, str]]:
    words, source = "养老就业医疗交通应急档案数据网络宣传培训审计统计民政信访气象消防教育住房水利林业", random.Random(7)
    made = []
    for number in range(count):
        name = "".join(source.sample(words, 9)) + source.choice(["数量", "合格率", "完成率", ""])
        made += [(name, "数量指标", f"d{number % 5}"), (name[:4] + source.choice(words) + name[4:], "数量指标", f"d{number % 3}")]
    return made


def test_the_order_of_rows_has_no_say():
    uses = _names(150)
    shuffled = random.Random(3).sample(uses, len(uses))
    columns = ("indicator_name", "measure", "conformed_indicator_key", "grouped_by", "similarity_score")
    tables = [[tuple(row[name] for name in columns) for row in of_names(order).rows("dim_indicator_name")] for order in (uses, shuffled)]
    assert tables[0] == tables[1]
    assert {row[3] for row in tables[0]} >= {"itself", "similar"}


def test_every_member_is_like_its_leader_itself_so_that_no_chain_forms():
    made = of_names(_names(400))
    made.make("int_indicator_form_groups")
    pairs = {(row["rank_a"], row["rank_b"]) for row in made.rows("int_indicator_form_pairs") if row["is_alike"]}
    leaders = {row["form_rank"]: row["leader_rank"] for row in made.rows("int_indicator_form_groups")}
    led = {rank: leader for rank, leader in leaders.items() if rank != leader}
    assert led and all(leaders[leader] == leader and (leader, rank) in pairs for rank, leader in led.items())
    # whoever leads is like no other that leads
    assert not any(leaders[a] == a and leaders[b] == b for a, b in pairs)


def test_a_reader_joins_two_names_and_keeps_two_apart():
    uses = [("社区食堂就餐人次", "数量指标"), ("老年助餐点用餐数", "数量指标"), ("项目验收合格率", "质量指标"), ("验收合格率", "质量指标")]
    made = of_names(uses)
    assert len({row["conformed_indicator_key"] for row in made.rows("dim_indicator")}) == 3
    decisions = (
        "insert into indicator_name_overrides values ('老年助餐点用餐数', '社区食堂就餐人次', '同一件事'), ('项目验收合格率', '项目验收合格率', '另一件事')"
    )
    made.connection.execute(f"use work.seeds; {decisions}; use performance_targets")
    made._forget({"indicator_name_overrides"})
    groups = defaultdict(set)
    for row in made.rows("dim_indicator_name"):
        groups[row["conformed_indicator_key"]].add((row["indicator_name"], row["grouped_by"]))
    assert sorted(map(sorted, groups.values())) == [
        [("社区食堂就餐人次", "itself"), ("老年助餐点用餐数", "decided")],
        [("项目验收合格率", "decided")],
        [("验收合格率", "itself")],
    ]


def test_a_rule_is_an_entry_in_the_reviewed_file():
    uses = [("餐厅食材抽检合格率", "质量指标"), ("食堂食材抽检合格率", "质量指标")]
    assert len(set(conformed(uses))) == 2
    rule = "insert into indicator_name_rules values ('canteen', 1, null, '餐厅', '食堂', '餐厅作食堂', 'a canteen')"
    made = of_names(uses)
    with made.changed(recompiled(rule, "int_indicator_name_forms")):
        assert len({row["conformed_indicator_key"] for row in made.rows("int_conformed_uses")}) == 1
