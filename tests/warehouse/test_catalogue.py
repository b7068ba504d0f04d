"""The pages of tables and columns say what the models say."""

import duckdb
import pytest

from tests.dbt_project.compiled import folder
from warehouse.catalogue import CHINESE_PAGE, PAGE, catalogue, chinese_catalogue


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect(str(folder() / "performance_targets.duckdb"), read_only=True) as opened:
        yield opened


@pytest.mark.parametrize(("page", "made"), [(PAGE, catalogue), (CHINESE_PAGE, chinese_catalogue)], ids=["both languages", "Chinese"])
def test_the_pages_are_current(connection, page, made):
    assert page.read_text(encoding="utf-8") == made(connection), "make docs writes it anew"


def test_the_chinese_page_has_every_column_and_no_english_sentence(connection):
    page = chinese_catalogue(connection)
    columns = connection.execute("select count(*) from duckdb_columns() inner join duckdb_tables() using (table_oid)").fetchone()[0]
    assert page.count("\n| `") == columns > 400
    assert "one row per" not in page and "as printed" not in page
