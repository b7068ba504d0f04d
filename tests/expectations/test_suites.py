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

# What is planted, in which database, and the critical checks that must fail.
PLANTED = {
    "a dropped raw project": ("work", "delete from raw.project_rows where project_ordinal = 2", {"project_ordinal_without_gaps"}),
    "a dropped last raw project": ("work", "delete from raw.project_rows where project_ordinal = 3", {"page_block_row_count"}),
    "a dropped raw indicator": (
        "work",
        "delete from raw.indicator_cells where project_ordinal = 1 and cell_ordinal = 2",
        {"indicator_cell_ordinal_without_gaps"},
    ),
    "a dropped last raw indicator": ("work", "delete from raw.indicator_cells where project_ordinal = 1 and cell_ordinal = 3", {"page_block_row_count"}),
    "a dropped amount": ("work", "delete from raw.funding_cells where project_ordinal = 1 and funding_ordinal = 1", {"funding_ordinal_without_gaps"}),
    "a page read twice, block": ("work", "insert into raw.page_blocks from raw.page_blocks where page_number = 1", {"page_block_unique"}),
    "a page read twice, rows": (
        "work",
        "insert into raw.indicator_cells select * replace (cell_ordinal + 3 as cell_ordinal) from raw.indicator_cells where project_ordinal = 1",
        {"indicator_cell_landed_once"},
    ),
    "a page not read": ("work", "delete from raw.page_blocks where page_number = 2", {"page_has_outcome"}),
    "a page too many": ("work", "update raw.documents set page_count = 1", {"page_has_outcome"}),
    "a shifted comparator column": ("work", "update raw.indicator_cells set comparator_text = indicator_name_text", {"comparator_column_not_shifted"}),
    "a shifted weight column": ("work", "update raw.indicator_cells set weight_text = target_text", {"weight_column_not_shifted"}),
    "a shifted money column": ("work", "update raw.funding_cells set amount_text = '财政拨款'", {"amount_column_not_shifted"}),
    "a folded text of another length": ("work", "update raw.indicator_cells set target_fold = target_fold || ' '", {"folded_text_same_length"}),
    "a quarantined document with rows": ("work", "update raw.documents set status = 'quarantined', reason = 'x'", {"document_not_loaded_has_no_rows"}),
    "a document without a reason": ("work", "update raw.documents set status = 'loaded_in_part'", {"document_not_loaded_has_reason"}),
    "a document of no file": ("work", "delete from raw.document_files", {"document_offered_is_read"}),
    "a dropped indicator": ("main", "delete from fact_indicator where indicator_key like '%-0001-002'", {"indicator_ordinal_without_gaps"}),
    "a dropped last indicator": ("main", "delete from fact_indicator where indicator_key like '%-0001-003'", {"raw_indicator_cells_all_published"}),
    "a dropped project": ("main", "delete from dim_project where project_ordinal = 2", {"raw_projects_all_published"}),
    "a project without its indicators": ("main", "delete from fact_indicator where project_key like '%-0003'", {"raw_indicator_cells_all_published"}),
    "a swapped unit": ("main", "update fact_indicator set target_unit = '个' where target_unit = '座'", {"unit_as_printed"}),
    "a flipped comparator": ("main", "update fact_indicator set target_comparator = '<=' where indicator_key like '%-0001-001'", {"comparator_as_printed"}),
    "a flipped comparator in words": (
        "main",
        "update fact_indicator set target_comparator = '<=' where indicator_key like '%-0002-001'",
        {"comparator_as_printed"},
    ),
    "a flipped upper bound": ("main", "update fact_indicator set target_comparator = '>=' where indicator_key like '%-0003-001'", {"comparator_as_printed"}),
    "a flipped comparator of a component": ("main", "update fact_target_component set target_comparator = '<='", {"component_comparator_as_printed"}),
    "a comparator that is not printed, in both tables": (
        "main",
        "update fact_indicator set target_comparator = '>=' where target_text = '98%';"
        + "update fact_target_component set target_comparator = '>=' where component_text = '98%'",
        {"comparator_is_printed"},
    ),
    "a comparator outside the list": ("main", "update fact_indicator set target_comparator = '≥' where target_comparator = '>='", {"target_comparator_listed"}),
    "a target ten times too large": ("main", "update fact_indicator set target_value = target_value * 10", {"quantitative_value_as_printed"}),
    "money ten times too large": ("main", "update fact_project_funding set amount_yuan = amount_yuan * 10 where funding_ordinal = 1", {"amount_as_printed"}),
    "money of an undeclared unit": ("main", "update fact_project_funding set amount_unit_text = null", {"amount_as_printed"}),
    "a dropped amount of the mart": ("main", "delete from fact_project_funding where funding_ordinal = 2", {"raw_amounts_all_published"}),
    "a project under the wrong unit": (
        "main", "update dim_project set unit_key = '培训中心' where project_ordinal = 1", {"project_under_printed_unit", "indicator_agrees_with_project"},
    ),
    "a project and its indicators under the wrong unit": (
        "main",
        "update dim_project set unit_key = 'u' where project_ordinal = 1; update fact_indicator set unit_key = 'u' where project_key like '%-0001';"
        + "insert into dim_unit (unit_key, unit_name, unit_source) values ('u', '别的单位', 'printed')",
        {"project_under_printed_unit"},
    ),
    "a unit that nothing in the document names": ("work", "update raw.project_rows set unit_text = null", {"project_unit_said_by_document"}),
    "another project's name": ("main", "update dim_project set project_name = '别的项目' where project_ordinal = 1", {"project_name_as_printed"}),
    "an indicator without its project": (
        "main",
        "update fact_indicator set project_key = 'x' where indicator_key like '%-0001-001'",
        {"fact_indicator_has_dim_project"},
    ),
    "a count that is not so": ("main", "update dim_project set indicator_count = 9 where project_ordinal = 1", {"project_indicator_count"}),
    "a quantitative target without value": ("main", "update fact_indicator set target_value = null", {"quantitative_has_value"}),
    "a lost component": ("main", "delete from fact_target_component where indicator_key like '%-0001-001'", {"component_count_by_kind"}),
    "another value in the component": ("main", "update fact_target_component set target_value = target_value + 1", {"component_of_quantitative_is_its_value"}),
    "a level of another block": ("main", "update fact_indicator set level1 = '效益指标' where level1_text = '产出指标'", {"level1_as_printed"}),
    "a line break in a name": ("main", "update fact_indicator set indicator_name = 'a\nb' where indicator_key like '%-0001-001'", {"text_without_line_breaks"}),
    "a wide mart with a row less": ("main", "delete from mart_indicator where indicator_key like '%-0001-001'", {"wide_mart_complete"}),
    "another value in the wide mart": ("main", "update mart_indicator set target_value = target_value * 10", {"wide_mart_complete"}),
    "other money in the wide mart": ("main", "update mart_indicator set total_amount_yuan = total_amount_yuan * 10", {"wide_mart_money_printed"}),
    "a block published twice": ("main", "insert into fact_extraction_outcome from fact_extraction_outcome limit 1", {"block_published_once"}),
    "a year that nothing states": ("main", "update dim_project set fiscal_year = 2031 where project_ordinal = 1", {"year_is_stated"}),
    "name and target in each other's place": (
        "main",
        "update fact_indicator set indicator_name = target_text, target_text = indicator_name where indicator_key like '%-0001-001'",
        {"name_and_target_in_their_columns"},
    ),
    "a component ten times too large": ("main", "update fact_target_component set target_value = target_value * 10", {"component_value_as_printed"}),
    "a number read as words": ("main", "update fact_indicator set target_kind = 'qualitative' where target_text = '≥90%'", {"signed_number_is_quantitative"}),
    "a sign behind words read as equals": (
        "main",
        "update fact_indicator set target_text = '站点运行率≥90%', target_comparator = '=' where target_text = '≥90%'",
        {"sign_before_number_is_comparator"},
    ),
    "a target of one cell before its name": (
        "work",
        "update raw.indicator_cells set combined_text = target_text || '，' || indicator_name_text",
        {"name_before_target_in_their_cell"},
    ),
    "a key of another project": ("main", "update fact_indicator set indicator_key = 'x' where indicator_key like '%-0003-002'", {"keys_composed"}),
}  # fmt: skip


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
    assert catchers == failed(run_suites(*databases, None, suites=only(catchers)))


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
    for table in ("document_file", *[name for name in tables if name != "document_file"]):
        connection.execute(f"drop table {table}")
        connection.execute(f"alter table free_{table} rename to {table}")


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
        connection.execute("update fact_indicator set target_unit = '个'")
    assert run_suites(*databases, None) == run_suites(*databases, None)


def test_data_docs_load_nothing_from_the_net(databases, tmp_path):
    run_suites(*databases, None, tmp_path / "docs")
    pages = list((tmp_path / "docs").rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href|action|data)\s*=\s*[\"']?\s*(?:https?:)?//", text, re.IGNORECASE), page
        assert not re.search(r"<script|@import|url\(\s*[\"']?https?:", text, re.IGNORECASE), page
        assert "Content-Security-Policy" in text
    assert (tmp_path / "docs" / "data_docs.css").is_file()
    assert "一份内容一行" in (tmp_path / "docs" / "expectations" / "raw" / "documents.html").read_text(encoding="utf-8")


def test_pages_that_the_library_failed_to_write_are_noticed(databases, tmp_path, monkeypatch):
    """Great Expectations logs such a page and goes on; on a full disk that left half the pages and a traceback in the log."""
    from great_expectations.data_context.store.html_site_store import HtmlSiteStore

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(HtmlSiteStore, "set", full)
    with pytest.raises(OSError):
        run_suites(*databases, None, tmp_path / "docs", suites=only({"document_key_unique"}))


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
    [{"suite": "other"}, {"batches": [{"name": "x"}]}, {"no_rows": [{"name": "x", "table": "t", "note": "只有中文", "sql": "select 1"}]}, {"more": 1}],
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
    run_suites(*databases, None, tmp_path / "docs", suites=only({"document_key_unique"}))
    assert asked == []
