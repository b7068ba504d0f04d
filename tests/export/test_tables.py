"""Labels of an export are those of the Chinese views of the published file."""

import duckdb

from tests.dbt_project import compiled
from warehouse.export.tables import declared, export


def test_labels_are_the_names_of_the_views_and_of_their_columns():
    with duckdb.connect(str(compiled.folder() / "performance_targets.duckdb"), read_only=True) as connection:
        tables = [table for table in export(connection).tables if table.name.startswith("mart_")]
        for table in tables:
            columns = connection.execute("select column_name from duckdb_columns() where table_name = ? order by column_index", [table.label]).fetchall()
            assert [column.label for column in table.columns] == [name for (name,) in columns]
        marts = {name for (name,) in connection.execute("select table_name from duckdb_tables() where table_name like 'mart\\_%' escape '\\'").fetchall()}
    assert {table.name for table in tables} == marts


def test_every_table_that_is_declared_is_published_and_says_what_a_department_has_of_it():
    with duckdb.connect(str(compiled.folder() / "performance_targets.duckdb"), read_only=True) as connection:
        chosen = export(connection, "某局")
        assert [table.name for table in chosen.tables] == [entry["name"] for entry in declared()["tables"]]
        assert [chosen.count(table) for table in chosen.tables] == [0] * len(chosen.tables)


def test_a_label_fits_the_name_of_a_sheet_and_is_no_other_tables():
    with duckdb.connect(str(compiled.folder() / "performance_targets.duckdb"), read_only=True) as connection:
        labels = [table.label for table in export(connection).tables]
    assert len(set(labels)) == len(labels)
    assert all(len(label) < 25 and not set(label) & set("[]:*?/\\") for label in labels)
