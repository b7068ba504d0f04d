"""A published file made larger: rows join as before and none is twice."""

import duckdb
import pytest

from bench.enlarged import enlarged
from tests.warehouse import miniature


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("enlarged")
    miniature.make_candidate(folder / "one.duckdb")
    for name in ("three", "again"):
        enlarged(folder / "one.duckdb", folder / f"{name}.duckdb", 3)
    return folder


def rows(path, sql):
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_documents_projects_and_indicators_are_multiplied_and_so_are_the_counts(files):
    counts = "select (select count(*) from dim_document), (select count(*) from dim_project), (select count(*) from mart_indicator)"
    assert rows(files / "one.duckdb", counts) == [(1, 3, 7)]
    assert rows(files / "three.duckdb", counts) == [(3, 9, 21)]
    assert rows(files / "three.duckdb", "select document_count, project_count, indicator_count from warehouse_build") == [(3, 9, 21)]
    (rules,) = {tuple(rows(files / f"{name}.duckdb", "from dim_audit_rule order by all")) for name in ("one", "three")}
    assert rules


def test_rows_of_a_copy_join_one_another_and_bear_its_names(files):
    sql = """
        select document.file_name, unit.unit_name, count(*) from fact_indicator inner join dim_project as project using (project_key)
        inner join dim_unit as unit on fact_indicator.unit_key = unit.unit_key inner join dim_document as document on project.document_key = document.document_key
        group by all order by all
    """
    assert rows(files / "three.duckdb", sql) == [
        (f"a.txt{copy}", f"{unit}{copy}", count) for copy in ("", "·2", "·3") for unit, count in (("培训中心", 2), ("市政管理处", 5))
    ]


def test_the_rows_of_the_source_stand_first(files):
    assert rows(files / "three.duckdb", "from mart_indicator limit 7") == rows(files / "one.duckdb", "from mart_indicator")


def test_the_same_source_and_factor_give_the_same_rows(files):
    for table in ("dim_document", "fact_indicator", "mart_indicator", "fact_target_component"):
        assert rows(files / "three.duckdb", f"from {table}") == rows(files / "again.duckdb", f"from {table}")
