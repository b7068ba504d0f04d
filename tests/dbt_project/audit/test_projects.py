"""What the models say of projects: printed twice in one document, whose code, which year; and of levels whose label a cell cuts off."""

import pytest

from tests.dbt_project.audit.source import KEY, Source

FIRST, AGAIN = f"{KEY}-0001", f"{KEY}-0004"


def _printed_again(**texts: str) -> Source:
    """The first project once more in a list under another title, which may say other things of it."""
    source = Source()
    again = source.copy_project(1)
    again["texts"] = again["texts"] | {"form_title": "重点项目绩效目标表"} | texts
    return source


def _same_as(source: Source) -> dict[str, str]:
    return {row["project_key"]: row["same_as_project_key"] for row in source.rows_of("dim_project") if row["same_as_project_key"]}


def test_a_project_that_another_list_of_the_document_prints_again_is_linked_to_the_first():
    assert _same_as(_printed_again()) == {AGAIN: FIRST}


def test_a_list_that_leaves_out_the_unit_prints_the_same_project():
    source = _printed_again()
    del source.projects[3]["texts"]["unit"]
    assert _same_as(source) == {AGAIN: FIRST}


@pytest.mark.parametrize("texts", [{"project_name": "道路养护二期"}, {"unit": "园林处"}, {"form_title": ""}])
def test_another_name_another_unit_and_the_same_list_are_other_projects(texts):
    source = _printed_again(**texts)
    source.projects[3]["texts"] = {name: text for name, text in source.projects[3]["texts"].items() if text}
    assert _same_as(source) == {}


def test_another_total_is_another_project():
    source = _printed_again()
    source.projects[3]["amounts"] = [("资金总额", "10.26", None), ("财政拨款", "10.26", 1)]
    assert _same_as(source) == {}


def test_of_two_projects_of_one_name_and_total_the_goal_tells_which_is_printed_again():
    source = _printed_again()
    source.projects[1] = source.projects[1] | {"texts": source.projects[0]["texts"] | {"objective": "另一目标"}, "amounts": source.projects[0]["amounts"]}
    assert _same_as(source) == {AGAIN: FIRST}
    source.projects[1]["texts"]["objective"] = source.projects[0]["texts"]["objective"]
    assert _same_as(source) == {}


@pytest.mark.parametrize(
    ("department_code", "unit", "unit_code", "code"),
    [("341", "某市财政局", "", "341"), ("341", "某 市财政局", "", "341"), ("341", "某市财政局", "341001", "341001"), ("341", "市政处", "", None), ("", "某市财政局", "", None)],
)
def test_a_department_that_is_its_own_unit_has_its_code(department_code, unit, unit_code, code):
    source = Source()
    source.projects = source.projects[:1]
    source.projects[0]["texts"] |= {"department": "某市财政局", "department_code": department_code, "unit": unit, "unit_code": unit_code}
    assert [row["unit_code"] for row in source.rows_of("int_projects")] == [code]


@pytest.mark.parametrize(
    ("printed", "year"),
    [("2026年度", 2026), ("（2026年度）", 2026), ("2026（年度）", 2026), ("2026 年", 2026), ("2026年至2028年", None), ("2026号", None), ("年度", None)],
)
def test_the_year_that_a_form_prints(printed, year):
    source = Source()
    source.projects = source.projects[:1]
    source.projects[0]["texts"]["form_year"] = printed
    assert [row["form_year"] for row in source.rows_of("int_project_years")] == ([] if "20" not in printed or "号" in printed else [year])


@pytest.mark.parametrize(
    ("level1", "level2", "read"),
    [
        ("产出指标", "数量指标", ("产出指标", "数量指标")),
        ("产出指", "数量指", ("产出指标", "数量指标")),
        ("效益指", "经济效益指", ("效益指标", "经济效益指标")),
        # what is cut further, or is no label, is none
        ("产", "经济效", (None, None)),
        ("指标", "指", (None, None)),
    ],
)
def test_a_label_whose_last_character_is_cut_off_is_that_level(level1, level2, read):
    source = Source()
    source.projects = source.projects[:1]
    source.projects[0]["indicators"] = [{"level1": level1, "level2": level2, "indicator_name": "里程", "target": "5", "weight": "5"}]
    (row,) = source.rows_of("int_indicators")
    assert (row["level1"], row["level2"]) == read
    assert (row["level1_text"], row["level2_text"]) == (level1, level2)
