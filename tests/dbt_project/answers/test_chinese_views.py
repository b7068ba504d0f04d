"""Each wide mart stands in the file once more under Chinese names."""

import re

import duckdb

from tests.dbt_project.compiled import folder


def test_every_mart_has_its_chinese_view():
    with duckdb.connect() as connection:
        # under another name than it was made under
        connection.execute(f"attach '{folder() / 'performance_targets.duckdb'}' as other (read_only)")
        marts = {
            name
            for (name,) in connection.execute(
                "select table_name from duckdb_tables() where database_name = 'other' and starts_with(table_name, 'mart_')"
            ).fetchall()
        }
        views = dict(connection.execute("select view_name, comment from duckdb_views() where database_name = 'other' and not internal").fetchall())
        seen = set()
        for view, comment in views.items():
            mart = re.search(r"mart_\w+", comment)[0]
            columns = "select column_name, comment from duckdb_columns() where database_name = 'other' and table_name = ? order by column_index"
            chinese, english = (connection.execute(columns, [name]).fetchall() for name in (view, mart))
            assert [text.rpartition("（")[2] for _, text in chinese] == [f"{name}）" for name, _ in english]
            assert all(re.fullmatch("[\u4e00-\u9fff]+", name) for name, _ in [(view, ""), *chinese])
            connection.execute(f'from other."{view}"').fetchall()
            seen.add(mart)
    assert seen == marts
