"""Descriptions come apart as the models write them: name, Chinese, English, codes."""

import duckdb
import pytest

from tests.dbt_project.compiled import folder
from warehouse.descriptions import chinese_name, coded, languages

SEVERITY = "严重程度：error 自相矛盾、warning 疑似差错、info 提示；读取存疑的不为 error / how grave it is; never error where our reading may be at fault"


@pytest.mark.parametrize(
    ("description", "name", "chinese", "english"),
    [
        ("项目名称，不含代码 / project name, without its code", "项目名称", "项目名称，不含代码", "project name, without its code"),
        ("定量目标占比（0 至 1）/ share of targets", "定量目标占比", "定量目标占比（0 至 1）", "share of targets"),
        ("地区（中央单位为 中央） / Region; 中央 for central units / bodies", "地区", "地区（中央单位为 中央）", "Region; 中央 for central units / bodies"),
        ("问题清单。Findings, wide. Grain: one row per finding.", "问题清单", "问题清单", "Findings, wide. Grain: one row per finding."),
        ("元/人 / yuan per head", "元", "元/人", "yuan per head"),
    ],
)
def test_name_and_languages(description, name, chinese, english):
    assert (chinese_name(description), languages(description)) == (name, (chinese, english))


def test_codes_are_called_what_the_chinese_part_calls_them():
    assert coded(SEVERITY) == {"error": "自相矛盾", "warning": "疑似差错", "info": "提示"}
    assert coded("项目名称 / project name 名称") == {}


def test_every_published_description_has_both_languages():
    with duckdb.connect(str(folder() / "performance_targets.duckdb"), read_only=True) as connection:
        described = connection.execute(
            "select table_name, comment from duckdb_tables() where schema_name = 'main'"
            " union all select c.table_name || '.' || c.column_name, c.comment from duckdb_columns() as c inner join duckdb_tables() as t using (table_oid)"
        ).fetchall()
    assert len(described) > 400
    assert [name for name, text in described if not all(languages(text))] == []
    # The views under Chinese names are made by the macro.
    with duckdb.connect(str(folder() / "performance_targets.duckdb"), read_only=True) as connection:
        views = {name for (name,) in connection.execute("select view_name from duckdb_views() where not internal and schema_name = 'main'").fetchall()}
    assert views == {chinese_name(text) for name, text in described if name.startswith("mart_") and "." not in name}
