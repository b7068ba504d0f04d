"""search_indicators() as it stands in the published file."""

import duckdb
import pytest

from tests.dbt_project.compiled import folder
from tests.dbt_project.answers.disclosures import DEPARTMENT, Document, Project, marts, total

LEVEL = ("产出指标", "数量指标")


@pytest.fixture(scope="module")
def search():
    made = marts(
        Document(
            "a",
            [
                Project(
                    "就业", total("10"), [(*LEVEL, "就业补贴发放人数", "≥5人"), (*LEVEL, "就业补贴发放", "≥1次")], texts={"objective": "发放就业补贴，稳定就业"}
                ),
                Project("保障", total("12"), [(*LEVEL, "保障房数量", "≥6间")], texts={"objective": "支付水电费"}),
                Project("安装", total("13"), [(*LEVEL, "水电安装", "≥7处")], texts={"objective": "装好水电"}),
                Project(
                    "养老", total("11"), [(*LEVEL, "岗位补贴发放标准", "按就业补贴发放"), (*LEVEL, "养老床位数", "≥９张")], texts={"objective": "增加床位"}
                ),
            ],
            {"publisher": DEPARTMENT},
        )
    )
    made.make("search_posting", "search_use")
    with duckdb.connect(str(folder() / "performance_targets.duckdb"), read_only=True) as published:
        (definition,) = published.execute("select macro_definition from duckdb_functions() where function_name = 'search_indicators'").fetchone()
    made.connection.execute(f"create macro search_indicators(query, most := 20) as table {definition}")
    return lambda *asked: made.connection.execute(f"select indicator_name, found_in from search_indicators({', '.join(asked)})").fetchall()


def test_the_best_come_first(search):
    assert search("'就业补贴发放'") == [("就业补贴发放", "name, goal"), ("就业补贴发放人数", "name, goal"), ("岗位补贴发放标准", "name, target")]


def test_a_goal_that_holds_all_of_it_comes_before_a_name_that_holds_half(search):
    assert search("'水电费'") == [("保障房数量", "goal"), ("水电安装", "name, goal")]


def test_marks_widths_and_letters_do_not_matter(search):
    assert search("'养老 床位'") == search("'养老，床位'") == [("养老床位数", "name")]
    assert search("'9张'") == [("养老床位数", "target")]


def test_as_many_as_asked(search):
    assert len(search("'就业补贴发放'", "most := 1")) == 1


@pytest.mark.parametrize("query", ["", "就", "，。", "火箭发射场"])
def test_nothing_found(search, query):
    assert search(f"'{query}'") == []


def test_the_macro_is_described_in_two_languages_and_needs_no_extension():
    with duckdb.connect(str(folder() / "performance_targets.duckdb"), read_only=True, config={"autoload_known_extensions": "false"}) as published:
        (comment,) = published.execute("select comment from duckdb_functions() where function_name = 'search_indicators'").fetchone()
        assert "检索" in comment and "Search" in comment
        assert published.execute("from search_indicators('就业')").fetchall() == []
