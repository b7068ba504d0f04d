"""The same project over years and re-disclosures: what is paired, by what, and what became of its targets."""

import pytest

from tests.dbt_project.answers.disclosures import DEPARTMENT, Document, Project, marts, total

_OUTPUT, _SATISFACTION = ("产出指标", "数量指标"), ("满意度指标", "服务对象满意度指标")
_OFFERED = {"publisher": DEPARTMENT, "region": "某市", "document_type": "部门预算"}


def _road(name: str, repairs: str, satisfaction: str, more: tuple = ()) -> Project:
    return Project(
        name, total("10"), [(*_OUTPUT, "修复坑槽数量", repairs), (*_OUTPUT, "验收合格率", "100%"), (*_SATISFACTION, "市民满意度", satisfaction), *more]
    )


@pytest.fixture(scope="module")
def made():
    before = [
        _road("2025年道路养护", "≥50处", "≥90%"),
        Project("桥梁检测（一期）", total("5")),
        Project("照明设施维护维修", total("7")),
        Project("宣传培训", total("1"), texts={"project_code": "A1"}),
    ]
    first = [_road("2026年道路养护", "≥45处", "≥90%"), Project("桥梁检测（二期）", total("5"))]
    now = [
        _road("2026年道路养护", "≥40处", "显著提升", ((*_OUTPUT, "巡查次数", "≥9次"),)), Project("桥梁检测（二期）", total("5")),
        Project("照明设施维护经费", total("8")), Project("普法活动", total("1"), texts={"project_code": "A1"}),
    ]  # fmt: skip
    return marts(
        Document("a", before, {**_OFFERED, "fiscal_year": "2025", "published_on": "2025-02-01"}),
        Document("b", first, {**_OFFERED, "published_on": "2026-02-01"}),
        Document("c", now, {**_OFFERED, "published_on": "2026-03-01"}),
    )


def _projects(made, comparison: str) -> dict[str, dict]:
    return {row["project_name"] or row["before_project_name"]: row for row in made.rows("mart_project_year_over_year") if row["comparison"] == comparison}


def test_projects_are_paired_by_code_name_and_likeness(made):
    found = _projects(made, "year")
    assert {name: (row["status"], row["match_method"], row["is_renamed"]) for name, row in found.items()} == {
        "2026年道路养护": ("continued", "name", False),
        "普法活动": ("continued", "code", True),
        "照明设施维护经费": ("continued", "similar", True),
        "桥梁检测（二期）": ("new", None, False),
        "桥梁检测（一期）": ("discontinued", None, False),
    }
    assert found["照明设施维护经费"]["match_score"] < 1 == found["普法活动"]["match_score"]
    assert found["照明设施维护经费"]["total_change_yuan"] == 10_000


def test_targets_are_compared_by_their_polarity(made):
    road = _projects(made, "year")["2026年道路养护"]
    counts = {name: road[f"{name}_target_count"] for name in ("unchanged", "raised", "lowered", "made_vague", "added", "dropped", "ceiling")}
    assert counts == {"unchanged": 1, "raised": 0, "lowered": 1, "made_vague": 1, "added": 1, "dropped": 0, "ceiling": 1}
    assert road["lowered_targets_text"] == "修复坑槽数量：≥50处 → ≥40处"


def test_a_re_disclosure_is_compared_with_what_it_supersedes(made):
    found = _projects(made, "re_disclosure")
    assert {row["status"] for row in found.values()} == {"continued", "new"}
    road = found["2026年道路养护"]
    assert (road["before_project_key"][0], road["project_key"][0], road["lowered_target_count"], road["added_target_count"]) == ("b", "c", 1, 1)


def test_no_row_stands_in_two_pairs(made):
    for model, keys in (
        ("mart_project_year_over_year", ("project_key", "before_project_key")),
        ("mart_target_year_over_year", ("indicator_key", "before_indicator_key")),
    ):
        for key in keys:
            used = [(row["comparison"], row[key]) for row in made.rows(model) if row[key] is not None]
            assert len(used) == len(set(used))
