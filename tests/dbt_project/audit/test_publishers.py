"""Who has not published for a year, by a list of the reader's own."""

from types import SimpleNamespace

import duckdb
import jinja2

from tests.dbt_project.compiled import PROJECT


def test_publishers_of_a_list_without_targets_of_a_year(tmp_path):
    expected = tmp_path / "expected_publishers.csv"
    expected.write_text("region,publisher\n甲市,财政局\n,审计局\n乙市,财政局\n甲市,民政 局\n", encoding="utf-8")
    macro = jinja2.Environment().from_string((PROJECT / "macros" / "publishers.sql").read_text(encoding="utf-8"))
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table dim_document as from (values
                ('a', '甲市', '财政局', 2026, 3), ('b', '甲市', '民政局', 2026, 1), ('c', '甲市', '审计局', 2025, 9), ('d', '甲市', '审计局', 2026, 0)
            ) as d (document_key, region, publisher, fiscal_year, project_count)
            """
        )
        connection.execute(macro.make_module({"this": SimpleNamespace(schema="main")}).publishers_without_targets())
        found = connection.execute("from publishers_without_targets($1, 2026)", [str(expected)]).fetchall()
    assert sorted(found, key=str) == [("乙市", "财政局", 2026, 0), (None, "审计局", 2026, 1)]
