"""Each rule speaks where its fault is planted, of the thing that has it and of nothing else; a right document gives no finding."""

from collections.abc import Callable

import pytest

from tests.dbt_project.audit.source import KEY, NOT_UNDERSTOOD, Source
from tests.dbt_project.compiled import seed

# What is planted, and the findings it must give: rule, project and indicator (ordinals; None where none is meant), words of the evidence.
Planted = tuple[Callable[[Source], object], set[tuple[str, int | None, int | None]], str]


def _indicator(source: Source, project: int, indicator: int, **texts: str) -> None:
    source.projects[project - 1]["indicators"][indicator - 1].update(texts)


def _amounts(source: Source, *amounts: tuple[str, str, int | None]) -> None:
    source.projects[0]["amounts"] = list(amounts)


def _repeat_indicator(source: Source) -> None:
    rows = source.projects[1]["indicators"]
    _indicator(source, 2, 2, weight="15")
    rows.append(dict(rows[1]))


def _number(source: Source, *numbers: str) -> None:
    for row, number in zip(source.projects[0]["indicators"], numbers, strict=True):
        row["number"] = number


def _copy(source: Source, **texts: str) -> None:
    source.copy_project(3)["texts"].update(texts)
    source.totals[0]["amount"] = "91.00"
    source.totals[2]["amount"] = "60.50"


FAULTS: dict[str, Planted] = {
    "parts that make less": (
        lambda s: _amounts(s, ("资金总额", "10.25", None), ("财政拨款", "7.25", 1), ("其他资金", "2.00", 1)), {("amount.parts", 1, None)}, "相差 10000.00 元",
    ),
    "parts that make more": (lambda s: _amounts(s, ("资金总额", "10.25", None), ("财政拨款", "12.00", 1)), {("amount.parts", 1, None)}, "财政拨款 12.00"),
    "uses that do not add up beside sources that do": (
        lambda s: _amounts(
            s, ("资金总额", "10.25", None), ("财政拨款", "8.25", 1), ("其他资金", "2.00", 1), ("基本支出", "5.00", 1), ("项目支出", "5.00", 1)
        ),
        {("amount.parts", 1, None)}, "基本支出 5.00、项目支出 5.00",
    ),
    "an amount in words": (
        lambda s: _amounts(s, ("资金总额", "10.25", None), ("财政拨款", "约八万", 1), ("其他资金", "2.00", 1)), {("amount.unreadable", 1, None)}, "财政拨款：约八万",
    ),
    "a unit's sum that is off": (
        lambda s: s.totals[1].update(amount="31.50"), {("total.projects", None, None)}, "市政处 资金总额 31.50（万元）；其下 2 个项目之和 305000.00 元，相差 10000.00 元",
    ),
    "a document's sum that is off": (lambda s: s.totals[0].update(amount="60.00"), {("total.projects", None, None)}, "其下 3 个项目之和 607500.00 元"),
    "a level that nobody lists": (lambda s: _indicator(s, 2, 1, level1="一般性支出情况"), {("level.unlisted", 2, 1)}, "一级指标：一般性支出情况"),
    "a second level that nobody lists": (lambda s: _indicator(s, 2, 1, level2="某某情况"), {("level.unlisted", 2, 1)}, "二级指标：某某情况"),
    "a second level under another first": (lambda s: _indicator(s, 1, 2, level2="社会效益指标"), {("level.parent", 1, 2)}, "“社会效益指标”列在“产出指标”之下"),
    "a number that cannot be placed": (lambda s: _indicator(s, 3, 2, target=f"2022年{NOT_UNDERSTOOD}"), {("target.number", 3, 2)}, "合格率：2022年12约"),
    "a row twice": (_repeat_indicator, {("indicator.twice", 2, 4)}, "与第 2 个指标相同：合格率，98%"),
    "a number left out": (lambda s: _number(s, "1", "2", "4"), {("indicator.number", 1, 3)}, "编号 2 之后为 4"),
    "a number twice": (lambda s: _number(s, "1", "2", "2"), {("indicator.number", 1, 3)}, "编号 2 之后为 2"),
    "a project without indicators": (lambda s: s.projects[1].update(indicators=[]), {("project.indicators", 2, None)}, "未印绩效指标"),
    "weights short of the full score": (lambda s: _indicator(s, 1, 3, weight="15"), {("project.weights", 1, None)}, "3 个指标的权重合计 95"),
    "a project twice": (_copy, {("project.twice", 4, None)}, "“宣传培训”"),
    "a form of another year": (lambda s: s.projects[2]["texts"].update(form_year="2025年度"), {("project.year", 3, None)}, "标题 2026 年，表内 2025 年"),
    "a title of another year than the list": (lambda s: s.manifest.update(fiscal_year="2025"), {("document.year", None, None)}, "清单 2025 年，标题 2026 年"),
}  # fmt: skip

RIGHT: dict[str, Callable[[Source], object]] = {
    "as it is": lambda s: None,
    "parts rounded": lambda s: _amounts(s, ("资金总额", "10.26", None), ("财政拨款", "8.25", 1), ("其他资金", "2.00", 1)),
    "one part of several": lambda s: _amounts(s, ("资金总额", "10.25", None), ("财政拨款", "8.25", 1)),
    "parts by source and by use": lambda s: _amounts(
        s, ("资金总额", "10.25", None), ("一般公共预算", "8.25", 1), ("其他资金", "2.00", 1), ("基本支出", "4.25", 1), ("项目支出", "6.00", 1)
    ),
    "sources with their levels beside them": lambda s: _amounts(
        s, ("资金总额", "10.25", None), ("财政拨款", "8.25", 1), ("中央资金", "3.25", 1), ("省级资金", "5.00", 1), ("其他资金", "2.00", 1)
    ),
    "marks for nothing": lambda s: _amounts(s, ("资金总额", "10.25", None), ("财政拨款", "10.25", 1), ("上年结转", "-", 1), ("其他资金", "/", 1)),
    "sums rounded": lambda s: s.totals[0].update(amount="60.76"),
    "sums below their projects": lambda s: [total.update(row=row) for total, row in zip(s.totals, (40, 20, 39), strict=True)],
    "sums of a document read in part": lambda s: (s.document.update(status="loaded_in_part"), s.totals[0].update(amount="99.00")),
    "a level that is not printed": lambda s: _indicator(s, 1, 1, level2="/"),
    "a level 2 in the place of level 1": lambda s: _indicator(s, 1, 1, level1="可持续影响", level2=""),
    "the older frame": lambda s: _indicator(s, 1, 1, level2="成本指标"),
    "numbers that begin again": lambda s: _number(s, "1", "2", "1"),
    "one name, two targets": lambda s: _indicator(s, 1, 2, indicator_name="道路养护数量"),
    "scores of 90": lambda s: [_indicator(s, project, 3, weight="10") for project in (1, 2, 3)],
    "weights as shares": lambda s: [_indicator(s, 1, row, weight=weight) for row, weight in enumerate(("0.5", "0.3", "0.2"), 1)],
    "no weights": lambda s: [_indicator(s, 1, row, weight="") for row in (1, 2, 3)],
    "one name, two goals": lambda s: _copy(s, objective="另一目标"),
    "a title without a year": lambda s: s.document.update(title_text="项目支出绩效目标表"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str) -> None:
    plant, expected, words = FAULTS[fault]
    source = Source()
    plant(source)
    found = source.findings()
    subjects = {(row["rule_code"], _ordinal(row["project_key"]), _ordinal(row["indicator_key"])) for row in found}
    assert subjects == expected, found
    assert words in found[0]["evidence_text"]
    assert len(found) == 1 and found[0]["document_key"] == KEY


@pytest.mark.parametrize("case", RIGHT)
def test_a_right_document_gives_no_finding(case: str) -> None:
    source = Source()
    RIGHT[case](source)
    assert source.findings() == []


def test_every_rule_is_planted_and_says_whom_it_means() -> None:
    rules = {row["rule_code"]: row["applies_to"] for row in seed("audit_rules")}
    planted = {
        rule: "indicator" if indicator else "project" if project else "document" for _, expected, _ in FAULTS.values() for rule, project, indicator in expected
    }
    assert planted == rules


def test_keys_are_the_same_every_time_and_differ_within_a_subject() -> None:
    def keys() -> list[str]:
        source = Source()
        source.totals[0]["amount"] = "1.00"
        source.totals[1]["amount"] = "1.00"
        return [row["finding_key"] for row in source.findings()]

    assert keys() == keys()
    assert len(set(keys())) == 2


def _ordinal(key: str | None) -> int | None:
    return int(key.rpartition("-")[2]) if key else None
