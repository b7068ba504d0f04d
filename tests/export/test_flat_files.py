"""CSV and Parquet read back by other programs: every value is the mart's, and the package says of both what they are."""

import csv
import datetime
import json
from pathlib import Path

import duckdb
import polars
import pytest

from tests.export.exported import DEPARTMENTS, TEXTS, make, rows
from tests.hostile.planted import built
from tests.warehouse import miniature
from warehouse.export.__main__ import write_export
from warehouse.export.tables import export
from warehouse.export.text_guard import as_printed, guarded_sql, is_like_formula
from warehouse.progress import Progress


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("export") / "performance_targets.duckdb"
    make(path)
    return path


def exported(published: Path, folder: Path, *formats: str, department: str | None = None) -> Path:
    folder.mkdir()
    with duckdb.connect(str(published), read_only=True) as connection:
        write_export(export(connection, department), folder, formats or ("csv", "parquet"), Progress())
    return folder


@pytest.fixture(scope="module")
def files(published) -> Path:
    return exported(published, published.with_name("files"))


def read_csv(path: Path) -> tuple[list[str], list[list[str]]]:
    """Names of the columns and the cells, as a program reads them that knows nothing of the guard."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *cells = csv.reader(file)
    return header, cells


def test_csv_gives_every_value_back(published, files):
    with duckdb.connect(str(published), read_only=True) as connection:
        chosen = export(connection)
        for table in chosen.tables:
            header, cells = read_csv(files / "csv" / f"{table.name}.csv")
            assert header == [column.name for column in table.columns]
            expected = rows(chosen, table.name)
            assert len(cells) == len(expected)
            for one, other in zip(expected, cells, strict=True):
                for column, value, cell in zip(table.columns, one, other, strict=True):
                    if column.kind == "text":
                        assert as_printed(cell) == (value or ""), column
                    elif isinstance(value, bool):
                        assert cell == str(value).lower(), column
                    else:
                        assert cell == ("" if value is None else value.isoformat() if isinstance(value, datetime.date) else str(value)), column


def test_duckdb_and_polars_give_every_value_of_csv_and_parquet_back(published, files):
    with duckdb.connect(str(published), read_only=True) as connection:
        chosen = export(connection)
        for table in chosen.tables:
            expected = rows(chosen, table.name)
            parquet = files / "parquet" / f"{table.name}.parquet"
            assert duckdb.sql(f"from '{parquet}'").fetchall() == expected
            assert polars.read_parquet(parquet).rows() == expected
            kinds = dict(connection.execute(f"select column_name, data_type from duckdb_columns() where table_name = '{table.name}'").fetchall())
            undone = ", ".join(
                f"case when left({column.name}, 1) = '''' then substr({column.name}, 2) else {column.name} end" if column.kind == "text" else column.name
                for column in table.columns
            )
            types = ", ".join(f"'{name}': '{kinds[name]}'" for name in (column.name for column in table.columns))
            sql = f"select {undone} from read_csv('{files / 'csv' / table.name}.csv', columns = {{{types}}}, header = true, allow_quoted_nulls = false)"
            assert duckdb.sql(sql).fetchall() == expected, table.name


def test_csv_begins_with_the_mark_by_which_spreadsheets_know_utf_8(files):
    for path in (files / "csv").iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_no_cell_of_csv_begins_as_a_formula_does(files):
    _, cells = read_csv(files / "csv" / "mart_indicator.csv")
    guarded = {cell for row in cells for cell in row if cell.startswith("'")}
    assert {as_printed(cell) for cell in guarded} >= {text for text in TEXTS if is_like_formula(text)} | {"'=1"}
    assert not [cell for row in cells for cell in row if is_like_formula(cell)]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1", "＋1", "－1", "＠1", "'", "'a", "''", "", "a", "a=1", "0"])
def test_the_guard_is_undone_by_taking_one_mark_away(text):
    ((guarded,),) = duckdb.execute(f"select {guarded_sql('t')} from (select $text as t)", {"text": text}).fetchall()
    assert as_printed(guarded) == text
    assert not is_like_formula(guarded)


def test_the_same_rows_give_the_same_bytes(published, files, tmp_path):
    again = exported(published, tmp_path / "again")
    names = sorted(path.relative_to(files) for path in files.rglob("*") if path.is_file())
    assert len(names) == 31
    assert [name for name in names if (files / name).read_bytes() != (again / name).read_bytes()] == []


def test_the_package_says_types_keys_titles_licences_and_sources(files):
    package = json.loads((files / "datapackage.json").read_text(encoding="utf-8"))
    indicators, projects, *_ = package["resources"]
    fields = {field["name"]: field for field in indicators["schema"]["fields"]}
    assert (fields["target_value"]["type"], fields["target_value"]["title"]) == ("number", "目标数值")
    assert (indicators["title"], indicators["schema"]["primaryKey"]) == ("指标宽表", ["indicator_key"])
    assert {"fields": ["document_key"], "reference": {"resource": "dim_document", "fields": ["document_key"]}} in projects["schema"]["foreignKeys"]
    assert {licence["name"] for licence in package["licenses"]} == {"Apache-2.0", "other-closed"}
    assert package["sources"] == [{"title": "a.txt", "file": "a.txt"}]
    assert indicators["alternatives"][0]["path"] == "parquet/mart_indicator.parquet"


@pytest.fixture
def Package():
    """The library's reader of packages. As it is loaded it lifts the limit that every reader of CSV in this process has."""
    limit = csv.field_size_limit()
    from frictionless import Package

    yield Package
    csv.field_size_limit(limit)


def test_frictionless_finds_the_package_valid_and_a_changed_file_not(files, tmp_path, Package):
    package = Package(str(files / "datapackage.json"))
    assert package.validate().flatten(["rowNumber", "fieldName", "type", "note"]) == []
    ((path, data),) = [(path, path.read_bytes()) for path in (files / "csv").iterdir() if path.name == "mart_project.csv"]
    path.write_bytes(data.replace(miniature.KEY.encode(), b"0" * 16, 1))
    try:
        assert not Package(str(files / "datapackage.json")).validate().valid
    finally:
        path.write_bytes(data)


def test_one_department_has_its_own_rows_and_no_others(published, tmp_path):
    folder = exported(published, tmp_path / "one", "csv", department=DEPARTMENTS[0])
    _, indicators = read_csv(folder / "csv" / "mart_indicator.csv")
    header, projects = read_csv(folder / "csv" / "mart_project.csv")
    assert len(indicators) == (len(TEXTS) + 1) // 2
    assert [row[header.index("department_name")] for row in projects] == [DEPARTMENTS[0]]


@pytest.mark.slow
def test_planted_documents_come_to_csv_without_a_formula_and_to_a_valid_package(tmp_path, Package):
    folder = exported(built().warehouse / "performance_targets.duckdb", tmp_path / "planted", "csv")
    found = 0
    for path in (folder / "csv").iterdir():
        header, cells = read_csv(path)
        with duckdb.connect(str(built().warehouse / "performance_targets.duckdb"), read_only=True) as connection:
            kinds = dict(connection.execute(f"select column_name, data_type from duckdb_columns() where table_name = '{path.stem}'").fetchall())
        texts = [cell for row in cells for name, cell in zip(header, row, strict=True) if kinds[name] == "VARCHAR"]
        assert not [cell for cell in texts if is_like_formula(cell)]
        found += sum(cell.startswith("'=HYPERLINK") for cell in texts)
    assert found > 5
    assert Package(str(folder / "datapackage.json")).validate().flatten(["rowNumber", "fieldName", "type", "note"]) == []
