"""Each rule speaks where its fault is planted, of the thing that has it and of nothing else; a right document gives no finding."""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from tests.dbt_project.audit import test_years
from tests.dbt_project.audit.source import Source, rows_of
from tests.dbt_project.compiled import PROJECT, blank, seed

# What is planted, and the findings it must give: rule, project and indicator (ordinals; None where none is meant), words of the evidence.
Planted = tuple[Callable[[Source], object], set[tuple[str, int | None, int | None]], str]
OUTPUT, QUALITY, TIME = ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标")
COST, SOCIAL, ECOLOGY = ("成本指标", "经济成本指标"), ("效益指标", "社会效益指标"), ("效益指标", "生态效益指标")
CONTENT = ("满意度指标", "服务对象满意度指标")


def _indicator(source: Source, project: int, indicator: int, **texts: str) -> None:
    source.projects[project - 1]["indicators"][indicator - 1].update(texts)


def _add(*rows: tuple[str, str, tuple[str, str]], project: int = 1, **texts: Any) -> Callable[[Source], object]:
    """Adds indicators behind the four of a project: name, target and levels."""

    def plant(source: Source) -> None:
        for name, target, (level1, level2) in rows:
            source.projects[project - 1]["indicators"].append({"level1": level1, "level2": level2, "indicator_name": name, "target": target, **texts})

    return plant


def _all(*plants: Callable[[Source], object]) -> Callable[[Source], object]:
    return lambda source: [plant(source) for plant in plants]


def _goal(text: str) -> Callable[[Source], object]:
    return lambda source: source.projects[0]["texts"].update(objective=text)


def _department(name: str, target: str) -> Callable[[Source], object]:
    def plant(source: Source) -> None:
        source.copy_project(2).update(scope="department", amounts=[], row=95)
        source.projects[-1]["texts"] = {
            "project_name": "某市建设局",
            "unit": "某市建设局",
            "objective": "保障全市道路桥梁安全畅通，使全市居民出行更加安全便利。",
        }
        source.projects[-1]["indicators"] = [
            {"level1": "产出指标", "level2": "数量指标", "indicator_name": name, "target": target},
            {"level1": "满意度指标", "level2": "服务对象满意度指标", "indicator_name": "居民满意度", "target": "≥90%"},
        ]

    return plant


def _same_list(source: Source) -> None:
    source.projects[1]["indicators"] = [dict(row) for row in source.projects[0]["indicators"]]


def _three_indicators(source: Source) -> None:
    del source.projects[1]["indicators"][1]
    _indicator(source, 2, 1, weight="80")


def _on_next_page(source: Source) -> None:
    _add(("养护投诉率", "≥5%", QUALITY), place={"page_number": 2, "page_last": 2, "row_number": 1})(source)


def _amounts(source: Source, *amounts: tuple[str, str, int | None]) -> None:
    source.projects[0]["amounts"] = list(amounts)


def _repeat_indicator(source: Source) -> None:
    rows = source.projects[1]["indicators"]
    _indicator(source, 2, 2, weight="15")
    rows.append(dict(rows[1]))


def _number(source: Source, *numbers: str) -> None:
    for row, number in zip(source.projects[0]["indicators"], numbers, strict=False):
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
    "a number that cannot be placed": (lambda s: _indicator(s, 3, 2, target="2026年12约"), {("target.number", 3, 2)}, "宣传培训合格率 → 2026年12约"),
    "a row twice": (_repeat_indicator, {("indicator.twice", 2, 5)}, "与第 2 个指标相同"),
    "a number left out": (lambda s: _number(s, "1", "2", "4"), {("indicator.number", 1, 3)}, "编号 2 之后为 4"),
    "a number twice": (lambda s: _number(s, "1", "2", "2"), {("indicator.number", 1, 3)}, "编号 2 之后为 2"),
    "a project without indicators": (lambda s: s.projects[1].update(indicators=[]), {("project.indicators", 2, None)}, "未印绩效指标"),
    "weights short of the full score": (lambda s: _indicator(s, 1, 3, weight="15"), {("project.weights", 1, None)}, "3 个指标的权重合计 95"),
    "a project twice": (_copy, {("project.twice", 4, None)}, "“宣传培训”"),
    "a form of another year": (lambda s: s.projects[2]["texts"].update(form_year="2025年度"), {("project.year", 3, None)}, "标题 2026 年，表内 2025 年"),
    "a title of another year than the list": (lambda s: s.manifest.update(fiscal_year="2025"), {("document.year", None, None)}, "清单 2025 年，标题 2026 年"),
    "a label for a name": (_add(("社会效益", "≥10人", SOCIAL)), {("name.blank", 1, 5)}, "社会效益"),
    "a template for a name and a target": (_add(("不适用", "无", ECOLOGY)), {("name.blank", 1, 5), ("target.blank", 1, 5)}, "不适用 → 无"),
    "a name twice over": (_add(("道路验收率道路验收率", "100%", QUALITY)), {("name.twice_over", 1, 5)}, "道路验收率道路验收率"),
    "a name of nothing": (_add(("目标完成率", "90%", TIME)), {("name.unspecific", 1, 5)}, "目标完成率"),
    "a target within its name": (_add(("编制研究报告2份", "2份", OUTPUT)), {("name.states_target", 1, 5)}, "编制研究报告2份"),
    "a paragraph for a name": (
        _add(("通过养护道路，提升了通行能力，使周边居民出行更加安全便利", "≥12次", OUTPUT)), {("name.sentence", 1, 5)}, "名称 28 字",
    ),
    "no target": (_add(("道路巡查次数", "", OUTPUT)), {("target.blank", 1, 5)}, "（空白）"),
    "a template for a target": (_add(("道路巡查次数", "备注信息", OUTPUT)), {("target.blank", 1, 5)}, "备注信息"),
    "a formula for a target": (_add(("道路巡查次数", "=SUM(D4:D9)", OUTPUT)), {("target.blank", 1, 5)}, "=SUM(D4:D9)"),
    "a label for a target": (_add(("道路巡查次数", "数量指标", OUTPUT)), {("target.blank", 1, 5)}, "数量指标"),
    "a mere yes": (_add(("养护台账建立", "是", QUALITY)), {("target.yes", 1, 5)}, "养护台账建立 → 是"),
    "a target that is to come": (_add(("道路巡查", "根据下达任务数确定", OUTPUT)), {("target.to_be_set", 1, 5)}, "根据下达任务数确定"),
    "待定": (_add(("道路巡查", "待定", OUTPUT)), {("target.to_be_set", 1, 5)}, "待定"),
    "a target that says how it is measured": (_add(("道路巡查", "以巡查记录表为准", QUALITY)), {("target.how_measured", 1, 5)}, "记录表为准"),
    "a target that repeats its name": (_add(("路面始终平整", "路面始终平整", QUALITY)), {("target.repeats_name", 1, 5)}, "路面始终平整 → 路面始终平整"),
    "a length of time for a value": (_add(("道路通行能力", "长期", SOCIAL)), {("target.no_value", 1, 5), ("target.degree_word", 1, 5)}, "长期"),
    "words for a number": (_add(("道路利用率", "不断提高", QUALITY)), {("target.no_number", 1, 5), ("target.degree_in_output", 1, 5)}, "不断提高"),
    "a word of degree for a benefit": (_add(("道路通行能力", "显著提升", SOCIAL)), {("target.degree_word", 1, 5)}, "显著提升"),
    "a word of degree for an output": (_add(("道路养护成效", "优", QUALITY)), {("target.degree_in_output", 1, 5)}, "质量指标"),
    "the form's sign about words": (_add(("道路养护工作", "=顺利进行项", QUALITY)), {("target.form_words", 1, 5)}, "=顺利进行项"),
    "units of a template": (_add(("养护机具", "≥10个（台、套、件、辆）", OUTPUT)), {("target.form_words", 1, 5)}, "（台、套、件、辆）"),
    "two indicators in a row": (_add(("路灯；标牌", "5个；8个", OUTPUT)), {("target.several", 1, 5)}, "5个；8个"),
    "a percentage on a deed": (_add(("提升道路安全水平", "≥95%", SOCIAL)), {("target.not_measurable", 1, 5)}, "≥95%"),
    "a rise without a base": (_add(("应急避难能力提升率", "≥30%", SOCIAL)), {("target.not_measurable", 1, 5)}, "≥30%"),
    "thirty complaints allowed": (_add(("道路投诉件数", "≤30件", CONTENT)), {("target.slack", 1, 5)}, "≤30件"),
    "spending for performance": (_add(("年度预算执行率", "=100%", TIME)), {("target.process", 1, 5)}, "年度预算执行率"),
    "numbers drawn down": (
        _all(*(_add(("服务热线接听", f"1235{number - 1}个", OUTPUT), project=number) for number in (1, 2, 3))),
        {("target.autofill", number, 5) for number in (1, 2, 3)}, "连号 12350、12351、12352",
    ),
    "a number without a unit": (_add(("道路抗压", "≥80", QUALITY)), {("number.unit", 1, 5)}, "道路抗压 → ≥80"),
    "twice the whole": (_add(("养护验收合格率", "≥200%", QUALITY)), {("percent.over_100", 1, 5)}, "≥200%"),
    "at least the whole": (_add(("养护及时率", "≥100%", TIME)), {("percent.at_least_100", 1, 5)}, "≥100%"),
    "complaints wanted": (_add(("养护投诉率", "≥5%", QUALITY)), {("direction.harm", 1, 5)}, "养护投诉率 → ≥5%"),
    "accidents wanted": (_add(("交通事故次数", "不少于3次", QUALITY)), {("direction.harm", 1, 5)}, "不少于3次"),
    "timeliness bounded from above": (_add(("养护及时率", "≤90%", TIME)), {("direction.good", 1, 5)}, "≤90%"),
    "an output bounded from above": (_add(("新建绿道数量", "≤20条", OUTPUT)), {("direction.output", 1, 5)}, "≤20条"),
    "a rate in hours": (_add(("养护及时率", "≤24小时", TIME)), {("unit.name", 1, 5)}, "名称所问为比率，单位为小时"),
    "contentment in copies": (_add(("沿线居民满意度", "≤1份", CONTENT)), {("unit.name", 1, 5)}, "单位为份"),
    "a rate per thousand": (_add(("养护验收合格率", "≥95‰", QUALITY)), {("unit.name", 1, 5)}, "单位为‰"),
    "a rate in points": (_add(("养护验收合格率", "90分", QUALITY)), {("unit.name", 1, 5)}, "单位为分"),
    "money in percent": (_add(("场地租金金额", "=100%", OUTPUT)), {("unit.name", 1, 5)}, "名称所问为金额，单位为%"),
    "no control of time": (_add(("项目工期控制率", "≥100%", QUALITY)), {("direction.control", 1, 5)}, "≥100%"),
    "a cost from below": (_add(("养护材料成本", "≥5万元", COST)), {("direction.cost", 1, 5)}, "≥5万元"),
    "a time allowed from below": (_add(("路灯故障响应时间", "≥2小时", TIME)), {("direction.cost", 1, 5)}, "≥2小时"),
    "no cost control": (_add(("成本控制率", "≤0%", COST)), {("control_rate.zero", 1, 5)}, "≤0%"),
    "a cost over the money": (_add(("养护成本", "≤12万元", COST)), {("cost.over_budget", 1, 5)}, "项目资金 10.25 万元"),
    "a cost in yuan over the money": (_add(("养护成本", "≤120000元", COST)), {("cost.over_budget", 1, 5)}, "项目资金 10.25 万元"),
    "costs over the money together": (
        _add(("路面成本", "≤6万元", COST), ("桥面成本", "≤6万元", COST)), {("cost.parts_over_budget", 1, None)}, "合计 12 万元，项目资金 10.25 万元",
    ),
    "nothing this year": (_add(("专家费", "0元", COST), period_target="9000元"), {("period.annual_zero", 1, 5)}, "实施周期 9000元"),
    "a goal of another share": (
        _all(_goal("完成道路养护，养护及时率达到95%，使居民出行便利。"), _add(("养护及时率", "≥90%", TIME))), {("goal.number", 1, 5)}, "总体目标为 95%",
    ),
    "a goal of another number": (
        _all(_goal("在城区新建路灯1400盏，使居民出行更加安全便利、更加满意。"), _add(("新建路灯数量", "≥60盏", OUTPUT))), {("goal.number", 1, 5)}, "总体目标为 1400盏",
    ),
    "a goal that says nothing": (_goal("保障养护工作正常开展。"), {("goal.says_nothing", 1, None)}, "保障养护工作正常开展"),
    "a department of another number": (
        _all(_add(("绿道清扫里程", "≥50公里", OUTPUT)), _department("绿道清扫里程", "≥30公里")),
        {("department.number", 1, 5), ("department.number", 4, 1)}, "绿道清扫里程",
    ),
    "a goal of another year": (_goal("完成2023年道路养护任务，使周边居民出行更加便利。"), {("project.other_year", 1, None)}, "所写年度 2023"),
    "a target of another year": (_add(("路面完工时间", "2023年底前", TIME)), {("indicator.other_year", 1, 5)}, "文件年度 2026"),
    "a name at two rows": (_add(("道路养护数量", "≥6个", OUTPUT)), {("indicator.name_twice", 1, 5)}, "第 1 个指标同名：≥5个"),
    "a phrase copied": (
        _all(*(_add(("沿线照明设施夜间巡检", "≥12次", OUTPUT), project=number) for number in (1, 2))),
        {("indicator.copied", 1, 5), ("indicator.copied", 2, 5)}, "2 个项目相同",
    ),
    "a list copied": (_same_list, {("project.copied_list", 1, None), ("project.copied_list", 2, None)}, "2 个项目的 4 个指标相同"),
    "no output": (
        lambda s: [_indicator(s, 2, row, level1="效益指标", level2="社会效益指标") for row in (1, 2)], {("project.no_output", 2, None), ("level.misplaced", 2, 1)}, "无产出指标",
    ),
    "no benefit": (lambda s: _indicator(s, 2, 4, level1="产出指标", level2="数量指标"), {("project.no_benefit", 2, None)}, "无效益指标"),
    "no satisfaction": (
        lambda s: _indicator(s, 2, 3, level1="效益指标", level2="社会效益指标", indicator_name="出行便利人数", target="≥90人"),
        {("project.no_satisfaction", 2, None)}, "无满意度指标",
    ),
    "three indicators": (_three_indicators, {("project.few_indicators", 2, None)}, "仅 3 个指标"),
    "a department for a project": (lambda s: s.projects[0]["texts"].update(project_name="市政维护中心", unit="市政维护中心"), {("project.swapped", 1, None)}, "市政维护中心"),
    "a count under quality": (_add(("道路巡查次数", "≥12次", QUALITY)), {("level.misplaced", 1, 5)}, "列在质量指标，所问为数量"),
    "a benefit to nobody's nature": (_add(("职工业务能力考核人数", "≥30人", ECOLOGY)), {("level.other_benefit", 1, 5)}, "列在生态效益指标"),
    "a date under quality": (_add(("路面完工时间", "2026年12月底前", QUALITY)), {("level.misplaced", 1, 5)}, "所问为时效"),
    "contentment under timeliness": (_add(("沿线居民满意度", "≥90%", TIME)), {("level.misplaced", 1, 5)}, "所问为满意度"),
    "a year for a deed": (_add(("推进绿道网络建设", "≥1年", SOCIAL)), {("target.no_value", 1, 5)}, "≥1年"),
    "another deed for a value": (_add(("沿线居民出行便利", "编制《绿道出行手册》并向社会公布", SOCIAL)), {("target.no_value", 1, 5)}, "编制《绿道出行手册》"),
    "a rate that tells nothing of time": (_add(("绿道知晓率", "≥85%", TIME)), {("level.misplaced", 1, 5)}, "所问为他项"),
    "a report under quality": (_add(("提供桥梁检测报告", "≥2份", QUALITY)), {("level.misplaced", 1, 5)}, "所问为数量"),
    "a fee under quality": (_add(("专家咨询费", "≥90%", QUALITY)), {("level.misplaced", 1, 5), ("unit.name", 1, 5)}, ""),
    "money of the economy under society": (_add(("沿线商户营业收入", "≥600万元", SOCIAL)), {("level.misplaced", 1, 5)}, "所问为经济效益"),
    "an output under society": (_add(("举办绿道健走活动场次", "≥6场", SOCIAL)), {("level.misplaced", 1, 5)}, "所问为产出"),
    "quality under society": (_add(("路灯器材质量合格率", "≥95%", SOCIAL)), {("level.misplaced", 1, 5)}, "所问为质量"),
    "lectures under society": (_add(("开展绿道保护宣传", "≥4次", SOCIAL)), {("level.misplaced", 1, 5)}, "所问为产出"),
    "how soon under society": (_add(("路灯故障修复时间", "≤24小时", SOCIAL)), {("level.misplaced", 1, 5)}, "所问为时效"),
    "a number of things for an ability": (_add(("提升绿道应急能力", "≥7个", SOCIAL)), {("unit.name", 1, 5)}, "名称所问为程度"),
    "three units of which none is chosen": (_add(("养护机具更新", "27台、件、套", OUTPUT)), {("target.form_words", 1, 5)}, "27台、件、套"),
    "a deed with its public for a value": (_add(("绿道安全意识", "面向沿线居民开展安全讲座", SOCIAL)), {("target.no_value", 1, 5)}, "面向沿线居民"),
    "papers under society": (_add(("养护简报份数", "≥1份", SOCIAL)), {("level.misplaced", 1, 5)}, "所问为产出"),
    "spending under outputs": (_add(("养护日常经费", "2.5万元", OUTPUT)), {("level.misplaced", 1, 5)}, "所问为成本"),
    "a time of nothing": (_add(("期限", "2年", ("效益指标", "可持续影响指标"))), {("name.unspecific", 1, 5)}, "期限"),
    "a cost in persons": (_add(("养护综合考核", "≤650人", COST)), {("unit.name", 1, 5)}, "名称所问为金额"),
    "a rate in kilowatt hours": (_add(("路灯节能率", "节约用电8万千瓦时", SOCIAL)), {("unit.name", 1, 5)}, "单位为千瓦时"),
    "a degree in copies": (_add(("绿道出行便捷度", "≥12份", SOCIAL)), {("unit.name", 1, 5)}, "名称所问为程度"),
    "a check that few may pass": (_add(("绿道工程通过专家评审", "≤5%", QUALITY)), {("direction.good", 1, 5)}, "≤5%"),
    "a yes to a number in the name": (_add(("每季度发布2期养护简报", "是", OUTPUT)), {("name.states_target", 1, 5)}, "2期"),
    "one share of two things": (_add(("讲座、健走参与度", "≥90%", QUALITY)), {("target.several", 1, 5)}, "讲座、健走"),
    "a value for one of three": (_add(("路灯、标牌、护栏更换", "路灯3月至6月", TIME)), {("target.several", 1, 5)}, "路灯3月至6月"),
    "a percentage on a standard": (_add(("绿道管护标准", "≥80%", QUALITY)), {("target.not_measurable", 1, 5)}, "≥80%"),
    "a label of degree for a value": (_add(("绿道出行保障作用", "保障程度", SOCIAL)), {("target.blank", 1, 5), ("target.degree_word", 1, 5)}, "保障程度"),
    "a state of nothing": (_add(("保持稳定性和持续性", "≥90%", SOCIAL)), {("name.unspecific", 1, 5), ("target.not_measurable", 1, 5)}, "保持稳定性"),
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
    "one name, a number and its cost": _add(("道路养护数量", "≤5万元", COST)),
    "scores of 90": lambda s: [_indicator(s, project, 3, weight="10") for project in (1, 2, 3)],
    "weights as shares": lambda s: [_indicator(s, 1, row, weight=weight) for row, weight in enumerate(("0.5", "0.3", "0.2"), 1)],
    "no weights": lambda s: [_indicator(s, 1, row, weight="") for row in (1, 2, 3)],
    "one name, two goals": lambda s: _copy(s, objective="完成另一批宣传培训，使周边居民出行更加安全便利，受益居民满意。"),
    "a title without a year": lambda s: s.document.update(title_text="项目支出绩效目标表"),
    "harm at most": _add(("养护投诉率", "≤1%", QUALITY)),
    "harm that is dealt with": _add(("投诉办结率", "≥95%", QUALITY), ("挽回经济损失", "≥3000万元", ("效益指标", "经济效益指标"))),
    "no accident": _add(("安全事故", "无", QUALITY)),
    "staff and travel at most": _add(("因公出国（境）人数", "≤6人", OUTPUT), ("管理用房租赁面积", "≤50平方米", OUTPUT)),
    "timeliness in hours": _add(("故障处理及时性", "≤24小时", TIME)),
    "a rate of accidents per thousand": _add(("森林火灾受害率", "≤0.9‰", QUALITY)),
    "contentment in points": _add(("沿线居民满意度", "≥90分", CONTENT)),
    "growth over the whole": _add(("客流增长率", "≥120%", SOCIAL)),
    "cost control within the whole": _add(("成本控制率", "≤100%", COST)),
    "a cost within the money": _add(("养护成本", "≤10.25万元", COST)),
    "a subsidy from below": _add(("养护工人补助标准", "≥200元/人", COST)),
    "a price of one": _add(("路灯单价", "≤20万元", COST)),
    "a contract of years": _all(lambda s: s.projects[0]["texts"].update(project_name="道路养护（2025-2027年）"), _add(("养护服务成本", "≤30万元", COST))),
    "a total and its parts": _add(("项目总成本", "≤10.25万元", COST), ("路面成本", "≤6万元", COST), ("桥面成本", "≤4.25万元", COST)),
    "nothing this year and nothing at all": _add(("专家费", "0元", COST), period_target="0元"),
    "a goal of the same share": _all(_goal("完成道路养护，养护及时率达到95%，使居民出行便利。"), _add(("养护及时率", "≥95%", TIME))),
    "a goal of so many each": _all(_goal("新建6处路灯（每处2盏路灯），使居民出行更加安全便利。"), _add(("新建路灯数量", "12盏", OUTPUT))),
    "a department that agrees": _all(_add(("绿道保洁里程", "≥50公里", OUTPUT)), _department("绿道保洁里程", "≥50公里")),
    "a goal over years": _goal("在2023年至2026年间完成道路养护任务，使居民出行便利。"),
    "a rule of another year": _goal("按照《城市道路条例》（2019年修订）养护道路，使居民出行更加便利。"),
    "what is paid for an earlier year": _add(("2025年养护尾款", "≤2万元", COST)),
    "names that differ in a bracket": _add(("奖励标准（中职）", "1000元/人", COST), ("奖励标准（高职）", "1500元/人", COST)),
    "yes where it is asked": _add(("是否建立台账", "是", QUALITY), ("3月底前建立台账", "是", TIME)),
    "a length of time that is asked for": _add(("作用发挥年限", "≥5年", ("效益指标", "可持续影响指标"))),
    "a share of what is done": _add(("养护任务按期完成", "=100%", TIME)),
    "a year of service under timeliness": _add(("绿道保洁服务期", "1年", TIME)),
    "how long a result is used": _add(("养护成果持续使用", "≥3年", ("效益指标", "可持续影响指标"))),
    "papers of high quality": _add(("发表高质量论文", "≥2篇", QUALITY)),
    "whom an event reaches": _add(("健走活动惠及居民人数", "≥600人", SOCIAL)),
    "what households earn": _add(("沿线居民人均收入", "≥3万元", SOCIAL)),
    "how far a standard is met": _add(("绿道管护符合标准", "≥95%", QUALITY)),
    "an amount saved": _add(("节约用电量", "≥8万千瓦时", ("效益指标", "经济效益指标"))),
    "a date within the name": _add(("每月25日前完成养护调查", "是", TIME)),
    "whether a sum can be told": _add(("能够按养护台账核算出应付金额", "≥95%", QUALITY)),
    "a name that is cut off before what runs": _add(("确保路灯系统全年正常运", "≥99%", QUALITY)),
    "a share of all": _add(("保证全部养护班组持证上岗", "≥98%", SOCIAL)),
    "how often within half a year": _add(("每半年绿道宣传开展次数", "≥1次", TIME)),
    "no more than one incident": _add(("道路安全事件次数", "≤1次", SOCIAL)),
    "a unit in the name": _add(("热线接听数量", "≥80", OUTPUT)),
    "numbers that do not run on": _all(*(_add(("服务热线接听", f"{number}00个", OUTPUT), project=number) for number in (1, 2, 3))),
    "a common name in two projects": _all(*(_add(("养护人员持证上岗率", "=100%", QUALITY), project=number) for number in (1, 2))),
    "quality by number": _add(("省部级获奖数量", "≥2项", QUALITY)),
    "a share that can exceed the whole": _add(("贷款拨备覆盖率", "≥150%", ("效益指标", "经济效益指标"))),
    "nearly all of what is used up": _add(("云主机使用率", "≤80%", QUALITY)),
    "a benefit that grows": _add(("水果产量增长", "≥5%", ("效益指标", "经济效益指标"))),
    "a time that is asked for": _add(("路面设计使用年限", "长期", ("效益指标", "可持续影响指标"))),
    "a bounded number of faults": _add(("系统故障次数", "≤1次", QUALITY)),
    "words that tell": _add(("路面标准", "达到一级公路标准", QUALITY)),
}


_CUT_OFF = _add(("路面信息系统租用项目（2026年", "≤1万元", COST), ("路面信息系统租用项目（2026年", "≤2万元", COST))


def _key(case: str) -> str:
    return hashlib.sha256(case.encode()).hexdigest()[:16]


@cache
def _findings() -> dict[str, list[dict[str, Any]]]:
    """The findings of every case, each a document of its own, all read at once."""
    sources = {}
    for case, plant in {**{case: planted[0] for case, planted in FAULTS.items()}, **RIGHT, "carried over": _on_next_page, "names cut off": _CUT_OFF}.items():
        sources[case] = Source(_key(case))
        # one region each, so that no document prints the projects of another again
        sources[case].manifest["region"] = f"{_key(case)}市"
        plant(sources[case])
    # a name that two documents have is of common use
    common = Source(_key("common"))
    _add(("养护人员持证上岗率", "=100%", QUALITY))(common)
    rows = rows_of("fact_audit_finding", [*sources.values(), common])
    return {case: [row for row in rows if row["document_key"] == source.key] for case, source in sources.items()}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str) -> None:
    _, expected, words = FAULTS[fault]
    found = _findings()[fault]
    subjects = {(row["rule_code"], _ordinal(row["project_key"]), _ordinal(row["indicator_key"])) for row in found}
    assert subjects == expected, found
    assert len(found) == len(expected)
    assert any(words in row["evidence_text"] for row in found), found


@pytest.mark.parametrize("case", RIGHT)
def test_a_right_document_gives_no_finding(case: str) -> None:
    assert _findings()[case] == []


def test_what_may_be_our_reading_says_so_and_is_no_error() -> None:
    (doubtful,), (sure,) = _findings()["carried over"], _findings()["complaints wanted"]
    assert doubtful["rule_code"] == sure["rule_code"] == "direction.harm"
    assert (doubtful["severity"], doubtful["is_reading_doubtful"]) == ("warning", True)
    assert (sure["severity"], sure["is_reading_doubtful"]) == ("error", False)


def test_names_that_their_cells_cut_off_are_read_with_doubt() -> None:
    doubtful, sure = _findings()["names cut off"], _findings()["a name at two rows"]
    assert {(row["rule_code"], row["is_reading_doubtful"]) for row in doubtful} == {("indicator.name_twice", True)}
    assert {(row["rule_code"], row["is_reading_doubtful"]) for row in sure} == {("indicator.name_twice", False)}


def test_every_rule_is_planted_and_says_whom_it_means() -> None:
    rules = {row["rule_code"]: row["applies_to"] for row in seed("audit_rules")}
    planted = {
        rule: "indicator" if indicator else "project" if project else "document" for _, expected, _ in FAULTS.values() for rule, project, indicator in expected
    }
    assert planted | test_years.PLANTED == rules


def test_every_rule_has_its_model() -> None:
    folder = PROJECT / "models/intermediate/audit/rules"
    assert {file.stem for file in folder.glob("*.sql")} == {f"int_audit_{row['rule_code'].replace('.', '_')}" for row in seed("audit_rules")}


def test_a_rule_that_cannot_be_asked_takes_only_its_own_findings_with_it() -> None:
    """What becomes of such a table: tests/conform/test_fill.py."""
    rules = {f"int_audit_{row['rule_code'].replace('.', '_')}" for row in seed("audit_rules")}
    assert {node.name for node in blank().nodes if node.is_dispensable and node.is_filled} == rules


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
