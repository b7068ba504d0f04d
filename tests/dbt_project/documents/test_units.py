"""A unit that rows print in two widths is one unit, and stands under what each of them prints."""

import pytest

from tests.dbt_project.answers.disclosures import Document, Project, marts

CHECK = "projects_stand_under_stated_units"


@pytest.mark.parametrize(("one", "other"), [("第１中学（东校区）", "第1中学(东校区)"), ("ＡＢ＝１＋１处", "AB=1+1处"), ("某学校", "某 学校")])
def test_both_widths_are_one_unit_and_break_no_check(one, other):
    made = marts(Document("a", [Project("甲", texts={"unit": one}), Project("乙", texts={"unit": other})]))
    made.make("dim_project", "dim_unit")
    assert len(made.rows("dim_unit")) == 1
    assert made.failures(CHECK) == []


def test_another_unit_does():
    made = marts(Document("a", [Project("甲", texts={"unit": "第1中学"}), Project("乙", texts={"unit": "第2中学"})]))
    made.make("dim_project", "dim_unit")
    made.connection.execute("update performance_targets.main.dim_project set unit_key = (select max(unit_key) from performance_targets.main.dim_project)")
    assert len(made.failures(CHECK)) == 1
