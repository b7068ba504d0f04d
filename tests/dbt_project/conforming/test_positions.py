"""Targets beside those of their peers: what is counted together, and which way is stricter."""

from decimal import Decimal

import pytest

from tests.dbt_project.answers.disclosures import DEPARTMENT, Document, Project, marts, total

QUALITY, SATISFACTION, COST = ("产出指标", "质量指标"), ("满意度指标", "服务对象满意度指标"), ("成本指标", "经济成本指标")


def _made(*targets: tuple[tuple[str, str], str, str]):
    projects = [
        Project(f"项目之{'甲乙丙丁戊己庚辛壬癸'[number]}", total(str(10 + number)), [(*level, name, target)])
        for number, (level, name, target) in enumerate(targets)
    ]
    return marts(Document("a", projects, {"publisher": DEPARTMENT}))


@pytest.fixture(scope="module")
def satisfaction():
    return _made(
        (SATISFACTION, "群众满意度", "≥80%"), (SATISFACTION, "服务对象满意率", "≥90%"), (SATISFACTION, "公众满意度", "≥90%"),
        (SATISFACTION, "市民满意度", "≥98%"), (SATISFACTION, "社会公众满意度", "=95%"), (SATISFACTION, "居民满意度", "≥90分"),
        (SATISFACTION, "群众投诉率", "≤2%"), (SATISFACTION, "群众满意度", "满意"),
    )  # fmt: skip


def _by_target(made) -> dict[str, dict]:
    return {row["target_text"]: row for row in made.rows("mart_indicator_position")}


def test_each_use_has_its_percentile_and_stance_among_its_peers(satisfaction):
    found = [
        (row["target_value"], row["peer_count"], row["percentile"], row["stricter_than_percent"], row["stance"])
        for row in satisfaction.rows("mart_indicator_position")
        if row["comparator_class"] == "at_least" and row["target_unit_conformed"] == "%"
    ]
    assert found == [
        (80, 3, Decimal("0.0"), Decimal("0.0"), "laxer"),
        (90, 3, Decimal("50.0"), Decimal("33.3"), "same"),
        (90, 3, Decimal("50.0"), Decimal("33.3"), "same"),
        (98, 3, Decimal("100.0"), Decimal("100.0"), "stricter"),
    ]


def test_comparators_units_and_complaints_are_never_in_one_distribution(satisfaction):
    rows = {(row["conformed_name"], row["comparator_class"], row["target_unit_conformed"]): row for row in satisfaction.rows("mart_indicator_benchmark")}
    (name,) = {row[0] for row in rows if "满意" in row[0]}
    counts = {key[1:]: row["indicator_count"] for key, row in rows.items() if key[0] == name}
    assert counts == {("at_least", "%"): 4, ("exactly", "%"): 1, ("at_least", "分"): 1, ("no_number", None): 1}
    assert rows["群众投诉率", "at_most", "%"]["indicator_count"] == 1
    row = rows[name, "at_least", "%"]
    values = [row[f"{place}_value"] for place in ("min", "p10", "p25", "median", "p75", "p90", "max", "strictest", "laxest")]
    assert values == [Decimal(text) for text in ("80", "83", "87.5", "90", "92", "95.6", "98", "98", "80")]
    assert row["quantified_percent"] == Decimal("85.7")


def test_of_what_is_to_be_small_the_smaller_is_stricter():
    rows = _by_target(_made(*[(SATISFACTION, "有效投诉次数", target) for target in ("≤1次", "≤3次", "≤5次", "≥2次")]))
    assert [rows[text]["stance"] for text in ("≤1次", "≤3次", "≤5次", "≥2次")] == ["stricter", "same", "laxer", None]
    assert [rows[text]["percentile"] for text in ("≤1次", "≤3次", "≤5次")] == [Decimal("0.0"), Decimal("50.0"), Decimal("100.0")]


@pytest.mark.parametrize(
    ("name", "targets", "reason"),
    [
        ("举办培训次数", ("≥3次", "≥5次", "≥8次"), "size"),
        ("印刷成本", ("≤3万元", "≤5万元", "≤8万元"), "size"),
        ("绿化面积", ("≥30亩", "≥50亩", "≥80亩"), "size"),
        ("设备完好程度", ("≥90", "≥95", "≥98"), "no_unit"),
        ("验收合格率", ("80-90%", "85-95%", "90-98%"), "range"),
        ("印刷单价", ("≤3元/本", "≤5元/本", "≤8元/本"), None),
        ("维修响应时间", ("≤3小时", "≤5小时", "≤8小时"), None),
        ("安全事故次数", ("≤3次", "≤5次", "≤8次"), None),
    ],
)
def test_only_what_does_not_grow_with_a_project_has_a_stance(name, targets, reason):
    rows = _made(*[(QUALITY, name, target) for target in targets]).rows("mart_indicator_position")
    assert [row["percentile"] for row in rows] == [Decimal(text) for text in ("0.0", "50.0", "100.0")]
    assert {row["no_stance_reason"] for row in rows} == {reason}
    assert [row["stance"] for row in rows] == ([None] * 3 if reason else ["stricter", "same", "laxer"])
    assert all((row["stricter_than_percent"] is None) == bool(reason) for row in rows)


def test_parts_of_a_compound_target_are_placed_and_are_nobodys_peers():
    made = _made((COST, "线路租用单价", "≤500元/月"), (COST, "线路租用单价", "≤900元/月"), (COST, "线路租用单价", "≤300元/月；≤1500元/月"))
    found = [(row["component_ordinal"], int(row["target_value"]), row["peer_count"], row["is_counted"], row["stance"]) for row in made.rows("mart_indicator_position")]
    assert found == [(1, 500, 1, True, "stricter"), (1, 900, 1, True, "laxer"), (1, 300, 2, False, "stricter"), (2, 1500, 2, False, "laxer")]
    assert {(row["comparator_class"], row["target_unit_conformed"], row["indicator_count"]) for row in made.rows("mart_indicator_benchmark")} == {
        ("at_most", "元/月", 2), ("no_number", None, 1),
    }  # fmt: skip


def test_a_use_alone_has_no_percentile():
    (row,) = _made((QUALITY, "冷库完好率", "≥95%")).rows("mart_indicator_position")
    assert (row["peer_count"], row["percentile"], row["median_value"], row["stance"], row["no_stance_reason"]) == (0, None, None, None, "no_peers")


def test_counts_of_a_benchmark_add_up_to_the_indicators(satisfaction):
    counted = [row for row in satisfaction.rows("mart_indicator") if row["is_counted"] and row["conformed_indicator_key"]]
    assert sum(row["indicator_count"] for row in satisfaction.rows("mart_indicator_benchmark")) == len(counted) == 8
