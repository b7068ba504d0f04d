"""A rule that speaks of years: documents of one department, year after year."""

from tests.dbt_project.answers.disclosures import DEPARTMENT, Document, Project, marts, total

PLANTED = {"target.at_ceiling": "indicator", "target.lowered": "indicator"}
_OUTPUT, _QUALITY = ("产出指标", "数量指标"), ("产出指标", "质量指标")
_NAMES = ("验收合格率", "安全事故数量", "设备完好率", "修复坑槽数量", "投诉处理率")
# Targets of these in three years: always at the ceiling twice, then raised to it, a number without ceiling, and the ceiling only in the last two.
_YEARS = {
    "2024": ("100%", "0起", "98%", "≥100处", "95%"),
    "2025": ("=100%", "0起", "99%", "≥100处", "100%"),
    "2026": ("≥100%", "0起", "100%", "≥100处", "100%"),
}


def _found(*years: str) -> set[tuple[str, str]]:
    """Name and evidence of what the rule of ceilings finds in ``years``."""
    documents = []
    for key, year in zip("abc", years, strict=False):
        indicators = [(*(_OUTPUT if name.endswith("数量") else _QUALITY), name, target) for name, target in zip(_NAMES, _YEARS[year], strict=True)]
        offered = {"publisher": DEPARTMENT, "region": "某市", "document_type": "部门预算", "fiscal_year": year}
        documents.append(Document(key, [Project(f"{year}年道路养护", total("10"), indicators)], offered))
    return {(row["indicator_key"][:1], row["evidence_text"]) for row in marts(*documents).rows("int_audit_target_at_ceiling")}


def test_three_years_at_the_ceiling_are_told_once_in_the_last() -> None:
    assert _found("2024", "2025", "2026") == {
        ("c", "验收合格率 → ≥100%；此前两年同为 =100%、100%"),
        ("c", "安全事故数量 → 0起；此前两年同为 0起、0起"),
    }


def test_two_years_are_not_enough() -> None:
    assert _found("2025", "2026") == _found("2026") == set()


def _laxer(**targets: tuple[str, str]) -> set[str]:
    """Evidence of what is laxer in the second year, of names with their targets of two years."""
    documents = [
        Document(key, [Project(f"{year}年道路养护", total("10"), [(*_QUALITY, name, both[at]) for name, both in targets.items()])], {
            "publisher": DEPARTMENT, "region": "某市", "document_type": "部门预算", "fiscal_year": year,
        })
        for at, (key, year) in enumerate((("a", "2025"), ("b", "2026")))
    ]  # fmt: skip
    rows = marts(*documents).rows("int_audit_target_lowered")
    assert {row["indicator_key"][:1] for row in rows} <= {"b"}
    return {row["evidence_text"] for row in rows}


def test_what_is_laxer_than_the_year_before_is_told_with_what_it_was():
    found = _laxer(
        验收合格率=("≥98%", "≥95%"), 居民投诉次数=("≤3次", "≤5次"), 故障响应时间=("≤2小时", "≤4小时"), 群众满意度=("≥90%", "≥85%"), 单位面积养护成本=("≤20元/平方米", "≤25元/平方米"),
    )  # fmt: skip
    assert found == {
        "验收合格率 → ≥95%；上一年度为 ≥98%",
        "居民投诉次数 → ≤5次；上一年度为 ≤3次",
        "故障响应时间 → ≤4小时；上一年度为 ≤2小时",
        "群众满意度 → ≥85%；上一年度为 ≥90%",
        "单位面积养护成本 → ≤25元/平方米；上一年度为 ≤20元/平方米",
    }


def test_what_is_raised_kept_or_grows_with_the_project_is_not_told():
    assert not _laxer(
        验收合格率=("≥95%", "≥98%"), 群众满意度=("≥90%", "90%"), 修复坑槽数量=("≥100处", "≥80处"), 养护成本=("≤20万元", "≤25万元"), 故障响应时间=("≤2小时", "≤1天"), 培训人次=("≥50人次", "良好"),
    )  # fmt: skip
