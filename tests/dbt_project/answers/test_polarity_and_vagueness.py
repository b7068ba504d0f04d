"""Which way a target is to go and how far it can be held against what was done, as the reviewed words say."""

import pytest

from tests.dbt_project.answers.disclosures import Document, Project, marts

POLARITIES = (
    ("群众满意度", "≥90%", "more_is_better", "name"),
    ("不满意率", "≤5%", "less_is_better", "name"),
    ("来访群众投诉率", "98%以上", "less_is_better", "name"),
    ("投诉处理率", "100%", "more_is_better", "name"),
    ("重大安保任务无差错率", "100%", "more_is_better", "name"),
    ("系统故障率", "≤1%", "less_is_better", "name"),
    ("降低重大事故次数", "≥1次", "more_is_better", "comparison"),
    ("项目总成本", "100万元", "less_is_better", "name"),
    ("发放安家费", "≥500人次", "more_is_better", "comparison"),
    ("物资补给及时率", "≤24小时", "less_is_better", "comparison"),
    ("审查业务量", "≥45亿元", "more_is_better", "comparison"),
    ("采购数量", "＝5台", "exact", "comparison"),
    ("服务期限", "3-5年", "exact", "comparison"),
    ("实施内容满足需求", "=100%", "more_is_better", "comparison"),
    ("涉访极端行为情况", "0", "less_is_better", "comparison"),
    ("验收时间", "2026年6月底前", "less_is_better", "kind"),
    ("居民幸福指数", "明显提升", "more_is_better", "words"),
    ("白蚁危害", "有效减少", "less_is_better", "words"),
    ("改善实验教学条件", "显著", "none", None),
)
VAGUENESSES = (
    ("≥90%", "measured"),
    ("2026年6月底前", "measured"),
    ("1000个；2243个", "measured"),
    ("不超预算", "compared"),
    ("合法合规", "yes_no"),
    ("符合相关办法要求", "yes_no"),
    ("优", "degree_word"),
    ("好项", "degree_word"),
    ("作用显著", "degree_word"),
    ("以出勤记录表为准", "how_measured"),
    ("按照差旅费管理办法执行", "how_measured"),
    ("待单位补充", "to_be_set"),
    ("根据下达任务确定", "to_be_set"),
    ("地铁专线", "other_words"),
    ("", "unstated"),
    ("无", "unstated"),
)


@pytest.fixture(scope="module")
def indicators():
    level = ("产出指标", "数量指标")
    of_polarity = [(*level, name, target) for name, target, *_ in POLARITIES]
    of_vagueness = [(*level, f"事项{number}", target) for number, (target, _) in enumerate(VAGUENESSES)]
    printed = [(*level, "在册人数", "≥10人")]
    document = Document("a", [Project("甲", indicators=[*of_polarity, *of_vagueness, *printed])], more={"在册人数": {"direction": "反向"}})
    return {row["indicator_name"]: row for row in marts(document).rows("mart_indicator")}


@pytest.mark.parametrize(("name", "target", "polarity", "source"), POLARITIES)
def test_polarity(indicators, name, target, polarity, source):
    assert (indicators[name]["polarity"], indicators[name]["polarity_source"]) == (polarity, source)


def test_a_printed_direction_is_the_polarity(indicators):
    assert (indicators["在册人数"]["polarity"], indicators["在册人数"]["polarity_source"]) == ("less_is_better", "printed")


@pytest.mark.parametrize(("number", "target", "vagueness"), [(number, *case) for number, case in enumerate(VAGUENESSES)])
def test_vagueness(indicators, number, target, vagueness):
    assert (indicators[f"事项{number}"]["target_text"], indicators[f"事项{number}"]["vagueness"]) == (target, vagueness)
