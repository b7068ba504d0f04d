"""What docs/connect.md says of clients of the pinned versions, tried on the tables of the published file; the page names what else was tried, and how."""

import shutil

import duckdb
import polars as pl
import pytest
import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from tests.dbt_project.compiled import folder
from warehouse.candidate import close_for_good

PUBLISHED = folder() / "performance_targets.duckdb"
ADDRESS = f"duckdb:///{PUBLISHED}?access_mode=READ_ONLY&enable_external_access=false"


@pytest.fixture
def engine():
    made = sa.create_engine(ADDRESS, poolclass=NullPool)
    yield made
    made.dispose()


def test_the_file_is_written_for_old_clients_whole_and_in_the_oldest_storage(tmp_path):
    candidate = tmp_path / "performance_targets.duckdb"
    shutil.copy(PUBLISHED, candidate)
    close_for_good(candidate)
    # Both headers of the file count the checkpoints.
    assert candidate.read_bytes()[4096:12288] != PUBLISHED.read_bytes()[4096:12288]
    meaning = "select comment from duckdb_tables() where table_name = 'warehouse_build'"
    with duckdb.connect(str(candidate), read_only=True) as connection:
        (tags,) = connection.execute("select tags from duckdb_databases() where database_name = 'performance_targets'").fetchone()
        (comment,) = connection.execute(meaning).fetchone()
    with duckdb.connect(str(PUBLISHED), read_only=True) as connection:
        assert (tags["storage_version"], comment) == ("v1.0.0+", connection.execute(meaning).fetchone()[0])


def test_duckdb_and_polars_give_typed_frames():
    with duckdb.connect(str(PUBLISHED), read_only=True) as connection:
        frame = connection.sql("from mart_indicator").pl()
        assert pl.read_database("select count(*) as n from dim_audit_rule", connection)["n"][0] > 40
    assert isinstance(frame.schema["target_value"], pl.Decimal)
    assert frame.schema["deadline_date"] == pl.Date


def test_sqlalchemy_asks_names_tables_and_reads_what_they_mean(engine):
    found = sa.inspect(engine)
    assert {"mart_indicator", "dim_audit_rule"} <= set(found.get_table_names(schema="main"))
    assert "指标宽表" in found.get_view_names(schema="main")
    assert found.get_table_comment("mart_finding", schema="main")["text"].startswith("问题清单")
    with engine.connect() as connection:
        assert connection.execute(sa.text("select count(*) from dim_audit_rule")).scalar_one() > 40


def test_sqlalchemy_of_the_pinned_version_reads_no_columns(engine):
    """Once this fails, the dialect has caught up, and the page may say so."""
    assert sa.__version__.startswith("2.1.")
    with pytest.raises(sa.exc.ProgrammingError, match="pg_collation"):
        sa.inspect(engine).get_columns("mart_finding", schema="main")


@pytest.mark.parametrize("statement", ["create table planted as select 1", "select * from read_text('/etc/hostname')", "set enable_external_access = true"])
def test_an_address_that_only_reads_neither_writes_nor_reaches_other_files(engine, statement):
    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError):
        connection.execute(sa.text(statement)).fetchall()
