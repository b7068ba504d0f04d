"""Each yuan once: parts beside their total, splits side by side, reprints, whole departments' forms."""

import pytest

from tests.dbt_project.answers.disclosures import DEPARTMENT, Document, Project, marts, total

SOURCES = ("total_amount_yuan", "fiscal_appropriation_yuan", "special_account_yuan", "carry_over_yuan", "other_funds_yuan", "unattributed_yuan")
FORMS = {  # amounts, then the sources in 万元
    "只有总额": (total("10"), (10, None, None, None, None, 10)),
    "分来源": ([*total("10"), ("财政拨款", "6", 1, "annual"), ("上年结转", "1", 1, "annual"), ("其他资金", "3", 1, "annual")], (10, 6, None, 1, 3, 0)),
    "分项之分项": (
        [*total("10"), ("财政拨款", "6", 1, "annual"), ("一般公共预算", "4", 2, "annual"), ("政府性基金", "2", 2, "annual"), ("其他资金", "4", 1, "annual")],
        (10, 6, None, None, 4, 0),
    ),
    "并列两种划分": (
        [*total("10"), ("财政拨款", "10", 1, "annual"), ("中央资金", "7", 1, "annual"), ("市级资金", "3", 1, "annual")],
        (10, 10, None, None, None, 0),
    ),
    "分项不足": ([*total("10"), ("财政拨款", "6", 1, "annual")], (10, 6, None, None, None, 4)),
    "分项超出": ([*total("10"), ("财政拨款", "12", 1, "annual")], (10, 12, None, None, None, -2)),
    "未印总额": ([("财政拨款", "6", None, "annual"), ("其他资金", "3", None, "annual")], (9, 6, None, None, 3, None)),
    "当年与周期": (
        [*total("90", "whole_project"), *total("10"), ("财政拨款", "90", 1, "whole_project"), ("财政拨款", "10", 2, "annual")],
        (10, 10, None, None, None, 0),
    ),
    "只有周期": (total("90", "whole_project"), (None,) * 6),
    "没有金额": ([("资金总额", "-", None, "annual")], (None,) * 6),
}


@pytest.fixture(scope="module")
def made():
    return marts(Document("a", [Project(name, amounts) for name, (amounts, _) in FORMS.items()], {"publisher": DEPARTMENT}))


@pytest.mark.parametrize("form", FORMS)
def test_sources_make_up_the_total(made, form):
    (row,) = [row for row in made.rows("mart_project") if row["project_name"] == form]
    assert tuple(None if row[name] is None else row[name] / 10_000 for name in SOURCES) == FORMS[form][1]


def test_sums_by_project_source_and_scorecard_agree(made):
    assert made.failures("money_is_counted_once") == []
    assert sum(row["amount_yuan"] for row in made.rows("mart_funding")) == sum(row["total_amount_yuan"] or 0 for row in made.rows("mart_project")) == 790_000


def _counted(made) -> list[tuple]:
    return [(row["project_key"][-4:], row["is_counted"], (row["counted_as_project_key"] or "")[-4:]) for row in made.rows("mart_project")]


def test_a_list_of_main_projects_is_counted_once_though_one_amount_differs():
    names = ("道路养护", "桥梁检测", "宣传培训", "照明维护")
    projects = [Project(name, total("10")) for name in names]
    chosen = [Project(name, total("10" if name != "宣传培训" else "9.5"), layout="main_list") for name in names[:3]]
    made = marts(Document("a", [*projects, *chosen], {"publisher": DEPARTMENT}))
    assert _counted(made) == [(f"000{n}", True, "") for n in (1, 2, 3, 4)] + [(f"000{n + 4}", False, f"000{n}") for n in (1, 2, 3)]
    assert sum(row["amount_yuan"] for row in made.rows("mart_funding")) == 400_000


def test_a_whole_departments_form_stands_beside_its_projects():
    form = Project(DEPARTMENT, total("25"), scope="department", texts={"unit": DEPARTMENT})
    made = marts(Document("a", [Project("道路养护", total("10")), Project("桥梁检测", total("15")), form], {"publisher": DEPARTMENT}))
    (row,) = made.rows("mart_department_scorecard")
    assert (row["project_count"], row["total_amount_yuan"], row["department_form_count"], row["department_form_total_yuan"]) == (2, 250_000, 1, 250_000)


def test_the_print_that_is_current_is_counted():
    offered = {"publisher": DEPARTMENT, "region": "某市", "document_type": "部门预算"}
    old = Document("a", [Project("道路养护", total("10"))], {**offered, "published_on": "2026-01-10"})
    new = Document("b", [Project("道路养护", total("10"))], {**offered, "published_on": "2026-02-10"})
    assert [(row["document_key"][0], row["is_counted"]) for row in marts(old, new).rows("mart_project")] == [("a", False), ("b", True)]
