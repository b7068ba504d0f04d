"""Every suite passes on a sound warehouse in small, and each planted fault is caught by the check that is there for it."""

import dataclasses
import re
import socket

import duckdb
import pytest
import yaml

from expectations import suites
from expectations.data_docs import standing_alone
from expectations.runner import run_suites
from expectations.suites import SuiteError, load_suites
from tests.warehouse import miniature
from warehouse import isolation

# What is planted, in which database, and the critical checks that must fail.
PLANTED = {
    "a dropped indicator": ("main", "delete from fact_indicator where indicator_key like '%-0001-002'", {"project_indicator_count", "document_indicator_count"}),
    "a dropped project": ("main", "delete from dim_project where project_ordinal = 2", {"document_project_count"}),
    "a count that is not so": ("main", "update dim_project set indicator_count = 9 where project_ordinal = 1", {"project_indicator_count"}),
    "a project under another unit than its indicators": (
        "main", "update dim_project set unit_key = '培训中心' where project_ordinal = 1", {"indicator_agrees_with_project"},
    ),
    "a unit that nothing in the document names": ("work", "update raw.project_rows set unit_text = null", {"project_unit_said_by_document"}),
    "another project's name": ("main", "update dim_project set project_name = '别的项目' where project_ordinal = 1", {"project_name_as_printed"}),
    "a level of another block": ("main", "update fact_indicator set level1 = '效益指标' where level1_text = '产出指标'", {"level1_as_printed"}),
    "a line break in a name": ("main", "update fact_indicator set indicator_name = 'a\nb' where indicator_key like '%-0001-001'", {"text_without_line_breaks"}),
    "a key of another project": ("main", "update fact_indicator set indicator_key = 'x' where indicator_key like '%-0003-002'", {"keys_composed"}),
}  # fmt: skip


# What is only told: planted likewise, and nothing is held back for it.
PLANTED_WARNINGS = {
    "document_page_count_sane": ("work", "update raw.documents set page_count = 30000"),
    "page_rows_landed_once": (
        "work",
        "insert into raw.indicator_cells select * replace (2 as page_number, cell_ordinal + 9 as cell_ordinal) from raw.indicator_cells where page_number = 1;"
        + "delete from raw.indicator_cells where project_ordinal = 3",
    ),
    "unit_in_one_stretch": (
        "work",
        "update raw.project_rows set layout = 'l', unit_text = if(project_ordinal = 2, '别处', '一处');"
        + "insert into raw.total_rows (document_key, layout, total_kind) select document_key, 'l', 'unit' from raw.documents",
    ),
    "percentage_within_sane_bounds": ("main", "update fact_indicator set target_value = 5000 where target_text = '98%'"),
    "satisfaction_at_most_100": ("main", "update fact_indicator set target_value = 900 where target_text = '≥90%'"),
    "target_unit_length": ("main", "update fact_indicator set target_unit = repeat('长', 13) where target_unit = '座'"),
    "target_unit_has_no_digit": ("main", "update fact_indicator set target_unit = '3座' where target_unit = '座'"),
    "deadline_date_by_kind": ("main", "update fact_indicator set deadline_date = date '1926-12-31' where target_text = '明显改善'"),
    "indicator_has_name": ("main", "update fact_indicator set indicator_name = '' where target_text = '明显改善'"),
    "fiscal_year_sane": ("main", "update dim_document set fiscal_year = 1998"),
    "funding_amount_sane": ("main", "update fact_project_funding set amount_yuan = 9000000000000 where funding_ordinal = 1"),
}


@pytest.fixture
def databases(tmp_path):
    candidate, work = tmp_path / "performance_targets.duckdb", tmp_path / "work.duckdb"
    miniature.make_candidate(candidate)
    miniature.make_work(work)
    return candidate, work


def failed(results, severity="critical"):
    return {result.check_name for result in results if not result.is_passed and result.severity == severity}


def test_sound_warehouse_passes_every_check_and_needs_no_release(databases):
    results = run_suites(*databases, None)
    assert [result for result in results if not result.is_passed] == []
    assert results == run_suites(*databases, databases[0])


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_fault_is_caught(databases, fault):
    where, sql, catchers = PLANTED[fault]
    # Constraints of the published tables would stop some faults before a check sees them; the checks must not lean on that.
    with duckdb.connect(str(databases[1] if where == "work" else databases[0])) as connection:
        if where == "main":
            drop_constraints(connection)
        connection.execute(sql)
    results = run_suites(*databases, None, suites=only(catchers))
    assert catchers == failed(results)
    for result in results:
        if result.scope != "release":
            assert {place.document_key for place in result.places} == {miniature.KEY}, "a check of a row or a document names where it is"


@pytest.mark.parametrize("name", PLANTED_WARNINGS)
def test_planted_oddity_is_told_and_holds_nothing_back(databases, name):
    where, sql = PLANTED_WARNINGS[name]
    with duckdb.connect(str(databases[1] if where == "work" else databases[0])) as connection:
        connection.execute(sql)
    results = run_suites(*databases, None, suites=only({name}))
    assert failed(results, "warning") == {name}
    assert not isolation.of_checks(results) and not any(map(isolation.stops, results))


def only(names: set[str]) -> list[suites.Suite]:
    """The suites with nothing but the checks of these names, so that each fault takes a moment and not a whole run."""
    chosen = []
    for suite in load_suites():
        batches = []
        for batch in suite.batches:
            checks = tuple(check for check in batch.checks if check.name in names)
            queries = {name: sql for name, sql in batch.fault_queries.items() if name in names}
            if checks:
                batches.append(dataclasses.replace(batch, checks=checks, fault_queries=queries))
        chosen.append(dataclasses.replace(suite, batches=tuple(batches)))
    return chosen


def drop_constraints(connection: duckdb.DuckDBPyConnection) -> None:
    tables = [name for (name,) in connection.execute("select table_name from duckdb_tables() where schema_name = 'main'").fetchall()]
    for table in tables:
        connection.execute(f"create table free_{table} as from {table}")
    # the newest first: a table with a foreign key is made after the one that it names
    for table in connection.execute("select table_name from duckdb_tables() where table_name not like 'free_%' order by table_oid desc").fetchall():
        connection.execute(f"drop table {table[0]}; alter table free_{table[0]} rename to {table[0]}")


def test_volume_that_moved_without_a_cause_is_critical(databases, tmp_path):
    released = tmp_path / "released.duckdb"
    miniature.make_candidate(released)
    with duckdb.connect(str(released)) as connection:
        connection.execute("update dim_document set indicator_count = 8")
    (result,) = [result for result in run_suites(*databases, released) if not result.is_passed]
    assert (result.check_name, result.severity) == ("volumes_as_released", "critical")
    assert result.observed == f"1: {miniature.KEY}|3|3|7|8"
    with duckdb.connect(str(released)) as connection:
        connection.execute("update warehouse_build set conforming_version = 'older'")
    assert failed(run_suites(*databases, released)) == set()


def test_collapsed_release_names_no_document(databases, tmp_path):
    released = tmp_path / "released.duckdb"
    miniature.make_candidate(released)
    with duckdb.connect(str(released)) as connection:
        connection.execute("update dim_document set indicator_count = 15; update warehouse_build set conforming_version = 'older'")
    (result,) = [result for result in run_suites(*databases, released) if not result.is_passed]
    assert (result.check_name, result.scope, result.places, result.observed) == ("release_not_collapsed", "release", (), "1: 7|15")
    with duckdb.connect(str(released)) as connection:
        connection.execute("update dim_document set indicator_count = 14")
    assert failed(run_suites(*databases, released)) == set()


@pytest.mark.parametrize("content", [b"", b"not a database"])
def test_release_that_cannot_be_read_is_not_compared(databases, tmp_path, content):
    (tmp_path / "released.duckdb").write_bytes(content)
    assert failed(run_suites(*databases, tmp_path / "released.duckdb")) == set()


def test_warning_does_not_count_as_critical(databases):
    with duckdb.connect(str(databases[0])) as connection:
        for table in ("fact_indicator", "mart_indicator"):
            connection.execute(f"update {table} set target_text = '≥900%', target_value = 900 where target_text = '≥90%'")
        connection.execute("update fact_target_component set component_text = '≥900%', target_value = 900 where component_text = '≥90%'")
    with duckdb.connect(str(databases[1])) as connection:
        connection.execute("update raw.indicator_cells set target_text = '≥900%', target_fold = '≥900%' where target_text = '≥90%'")
    results = run_suites(*databases, None)
    assert failed(results) == set()
    assert failed(results, "warning") == {"satisfaction_at_most_100"}


def test_results_are_the_same_in_every_run(databases):
    with duckdb.connect(str(databases[0])) as connection:
        connection.execute("update dim_project set indicator_count = 9")
    assert run_suites(*databases, None) == run_suites(*databases, None)


def test_data_docs_load_nothing_from_the_net(databases, tmp_path):
    run_suites(*databases, None, tmp_path / "docs")
    pages = list((tmp_path / "docs").rglob("*.html"))
    assert len(pages) > 8
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href|action|data)\s*=\s*[\"']?\s*(?:https?:)?//", text, re.IGNORECASE), page
        assert not re.search(r"<script|@import|url\(\s*[\"']?https?:", text, re.IGNORECASE), page
        assert "Content-Security-Policy" in text
    assert (tmp_path / "docs" / "data_docs.css").is_file()
    assert "页数合理" in (tmp_path / "docs" / "expectations" / "raw" / "documents.html").read_text(encoding="utf-8")


def test_pages_that_the_library_failed_to_write_are_noticed(databases, tmp_path, monkeypatch):
    """Great Expectations logs such a page and goes on; on a full disk that left half the pages and a traceback in the log."""
    from great_expectations.data_context.store.html_site_store import HtmlSiteStore

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(HtmlSiteStore, "set", full)
    with pytest.raises(OSError):
        run_suites(*databases, None, tmp_path / "docs", suites=only({"document_page_count_sane"}))


def test_page_is_made_to_stand_alone():
    page = (
        '<html><head><script src="https://x/y.js"></script><link rel=stylesheet href="//x/y.css"></head>'
        '<body><img src=http://x/y.png><a href="https://x">word</a></body></html>'
    )
    assert "//" not in standing_alone(page, "s.css")
    assert "word" in standing_alone(page, "s.css")


def test_every_check_is_declared_in_both_languages_and_reads_an_existing_column():
    for suite in load_suites():
        for batch in suite.batches:
            for check in batch.checks:
                assert re.search(r"[\u4e00-\u9fff]", check.note), check.name
                assert re.search(r"[A-Za-z]{3}", check.note), check.name


@pytest.mark.parametrize(
    "change",
    [
        {"suite": "other"},
        {"batches": [{"name": "x"}]},
        {"no_rows": [{"name": "x", "table": "t", "scope": "row", "note": "只有中文", "sql": "select 1"}]},
        {"no_rows": [{"name": "x", "table": "t", "note": "无所及 no scope", "sql": "select 1"}]},
        {"more": 1},
    ],
)
def test_suite_that_is_not_as_declared_is_refused(tmp_path, change):
    (tmp_path / "x.yml").write_text(yaml.safe_dump({"suite": "raw", "note": "试验 test of suites"} | change), encoding="utf-8")
    with pytest.raises(SuiteError, match=r"x\.yml"):
        load_suites(tmp_path)


def test_query_that_does_not_run_names_its_check(databases):
    check = suites.Check("broken", "expect_column_values_to_be_in_set", {"column": "broken", "value_set": [0]})
    suite = suites.Suite("raw", "", (suites.Batch("faults", (check,), fault_queries={"broken": "select * from nowhere"}),))
    with pytest.raises(SuiteError, match="broken: Catalog Error"):
        run_suites(*databases, None, suites=[suite])


def test_nothing_is_sent_anywhere(databases, tmp_path, monkeypatch):
    asked = []

    def refused(*arguments, **_):
        asked.append(arguments)
        raise OSError("no net")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    run_suites(*databases, None, tmp_path / "docs", suites=only({"document_page_count_sane"}))
    assert asked == []
