"""Every suite passes on a sound warehouse in small, and each planted fault is caught by the check that is there for it."""

import re
import socket
from dataclasses import replace

import duckdb
import pytest
import yaml

from expectations import suites
from expectations.data_docs import standing_alone
from expectations.runner import run_suites
from expectations.suites import SuiteError, load_suites
from tests.warehouse import miniature
from warehouse import isolation

# What is planted, and the critical checks that must fail.
PLANTED = {
    "a line break in a name": ("update fact_indicator set indicator_name = 'a\nb' where indicator_key like '%-0001-001'", {"name_without_line_breaks"}),
    "a blank behind a target": ("update fact_indicator set target_text = '≥90% ' where indicator_key like '%-0001-001'", {"target_without_line_breaks"}),
}

# What is only told: planted likewise, and nothing is held back for it.
PLANTED_WARNINGS = {
    "documents_state_their_year": "update dim_document set fiscal_year = null, fiscal_year_source = null",
    "fiscal_year_sane": "update dim_document set fiscal_year = 1998",
    "page_count_sane": "update dim_document set page_count = 30000",
    "project_has_name": "update dim_project set project_name = null where project_ordinal = 1",
    "projects_state_their_goal": "update dim_project set objective_text = null",
    "indicator_has_name": "update fact_indicator set indicator_name = '' where target_text = '明显改善'",
    "indicators_stand_under_levels": "update fact_indicator set level1 = null where indicator_ordinal = 1",
    "percentage_sane": "update fact_indicator set target_value = 5000 where target_text = '98%'",
    "satisfaction_at_most_100": "update fact_indicator set target_value = 900 where target_text = '≥90%'",
    "target_unit_length": "update fact_indicator set target_unit = repeat('长', 13) where target_unit = '座'",
    "target_unit_has_no_digit": "update fact_indicator set target_unit = '3座' where target_unit = '座'",
    "deadline_sane": "update fact_indicator set deadline_date = date '1926-12-31' where target_text = '明显改善'",
    "amounts_are_read": "update fact_project_funding set amount_yuan = null where funding_ordinal = 1",
    "amount_sane": "update fact_project_funding set amount_yuan = 9000000000000 where funding_ordinal = 1",
}


@pytest.fixture
def candidate(tmp_path):
    path = tmp_path / "performance_targets.duckdb"
    miniature.make_candidate(path, is_loose=True)
    return path


def failed(results, severity="critical"):
    return {result.check_name for result in results if not result.is_passed and result.severity == severity}


def test_sound_warehouse_passes_every_check_and_needs_no_release(candidate):
    results = run_suites(candidate, None)
    assert [result for result in results if not result.is_passed] == []
    assert [replace(result, observed="") for result in results] == [replace(result, observed="") for result in run_suites(candidate, candidate)]


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_fault_is_caught_and_its_row_named(candidate, fault):
    sql, catchers = PLANTED[fault]
    with duckdb.connect(str(candidate)) as connection:
        connection.execute(sql)
    results = run_suites(candidate, None, suites=only(catchers))
    assert catchers == failed(results)
    for result in results:
        (place,) = result.places
        assert (place.document_key, place.row) == (miniature.KEY, f"{miniature.KEY}-0001-001")
        assert place.row in result.observed and place.observed in result.observed


@pytest.mark.parametrize("name", PLANTED_WARNINGS)
def test_planted_oddity_is_told_and_holds_nothing_back(candidate, name):
    with duckdb.connect(str(candidate)) as connection:
        connection.execute(PLANTED_WARNINGS[name])
    results = run_suites(candidate, None, suites=only({name}))
    assert failed(results, "warning") == {name}
    assert not isolation.of_checks(results) and not any(map(isolation.stops, results))


def only(names: set[str]) -> list[suites.Suite]:
    """The suites with nothing but the checks of these names, so that each fault takes a moment and not a whole run."""
    chosen = [replace(suite, checks=tuple(check for check in suite.checks if check.name in names)) for suite in load_suites()]
    return [suite for suite in chosen if suite.checks]


def test_volume_that_moved_without_a_cause_is_critical(candidate, tmp_path):
    released = tmp_path / "released.duckdb"
    miniature.make_candidate(released, is_loose=True)
    with duckdb.connect(str(released)) as connection:
        connection.execute("update dim_document set indicator_count = 8")
    (result,) = [result for result in run_suites(candidate, released) if not result.is_passed]
    assert (result.check_name, result.severity) == ("volumes_as_released", "critical")
    assert result.observed == f"1 of 1: {miniature.KEY} 2 pages, 3 projects, 7 indicators 2 pages, 3 projects, 8 indicators"
    assert {place.document_key for place in result.places} == {miniature.KEY}
    with duckdb.connect(str(released)) as connection:
        connection.execute("update warehouse_build set conforming_version = 'older'")
    assert failed(run_suites(candidate, released)) == set()


def test_collapsed_release_names_no_document(candidate, tmp_path):
    released = tmp_path / "released.duckdb"
    miniature.make_candidate(released, is_loose=True)
    with duckdb.connect(str(released)) as connection:
        connection.execute("update dim_document set indicator_count = 15; update warehouse_build set conforming_version = 'older'")
    (result,) = [result for result in run_suites(candidate, released) if not result.is_passed]
    assert (result.check_name, result.scope, result.places, result.observed) == (
        "release_not_collapsed",
        "release",
        (),
        "1 of 1: 7 indicators of 15 0.4666666666666667",
    )
    with duckdb.connect(str(released)) as connection:
        connection.execute("update dim_document set indicator_count = 14")
    assert failed(run_suites(candidate, released)) == set()


@pytest.mark.parametrize("content", [b"", b"not a database"])
def test_release_that_cannot_be_read_is_not_compared(candidate, tmp_path, content):
    (tmp_path / "released.duckdb").write_bytes(content)
    assert failed(run_suites(candidate, tmp_path / "released.duckdb")) == set()


def test_results_are_the_same_in_every_run(candidate):
    with duckdb.connect(str(candidate)) as connection:
        connection.execute("update fact_indicator set target_value = 5000, target_unit = '%', indicator_name = 'a ' || indicator_key || chr(10)")
    assert run_suites(candidate, None) == run_suites(candidate, None)


def test_data_docs_load_nothing_from_the_net(candidate, tmp_path):
    run_suites(candidate, None, tmp_path / "docs")
    pages = list((tmp_path / "docs").rglob("*.html"))
    assert len(pages) > 2 * len(load_suites())
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href|action|data)\s*=\s*[\"']?\s*(?:https?:)?//", text, re.IGNORECASE), page
        assert not re.search(r"<script|@import|url\(\s*[\"']?https?:", text, re.IGNORECASE), page
        assert "Content-Security-Policy" in text
    assert (tmp_path / "docs" / "data_docs.css").is_file()
    assert "页数合理" in (tmp_path / "docs" / "expectations" / "documents.html").read_text(encoding="utf-8")


def test_pages_that_the_library_failed_to_write_are_noticed(candidate, tmp_path, monkeypatch):
    """Great Expectations logs such a page and goes on; on a full disk that left half the pages and a traceback in the log."""
    from great_expectations.data_context.store.html_site_store import HtmlSiteStore

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(HtmlSiteStore, "set", full)
    with pytest.raises(OSError):
        run_suites(candidate, None, tmp_path / "docs", suites=only({"page_count_sane"}))


def test_page_is_made_to_stand_alone():
    page = (
        '<html><head><script src="https://x/y.js"></script><link rel=stylesheet href="//x/y.css"></head>'
        '<body><img src=http://x/y.png><a href="https://x">word</a></body></html>'
    )
    assert "//" not in standing_alone(page, "s.css")
    assert "word" in standing_alone(page, "s.css")


CHECK = {"name": "x", "expectation": "expect_column_values_to_be_unique", "arguments": {"column": "x"}, "scope": "row", "note": "试验 test of a check"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"more": 1}, "more"),
        ({"checks": [CHECK | {"note": "只有中文"}]}, "checks/0/note"),
        ({"checks": [CHECK | {"scope": "table"}]}, "checks/0/scope"),
        ({"checks": [CHECK, CHECK]}, "stand twice: x"),
        ({"key": "x", "checks": [CHECK | {"where": {}}]}, "checks/0/where"),
        ({}, "no key says which rows fail: x"),
    ],
)
def test_suite_that_is_not_as_declared_is_refused(tmp_path, change, said):
    declared = {"note": "试验 test of suites", "table": "dim_unit", "checks": [CHECK]} | change
    (tmp_path / "x.yml").write_text(yaml.safe_dump(declared), encoding="utf-8")
    with pytest.raises(SuiteError, match=said):
        load_suites(tmp_path)


def test_suite_that_does_not_fit_the_candidate_is_told(candidate):
    check = suites.Check("broken", "expect_column_values_to_be_unique", {"column": "nothing"}, "release")
    with pytest.raises(SuiteError, match="suite x: Catalog Error"):
        run_suites(candidate, None, suites=[suites.Suite("x", "nowhere", (check,))])
    with pytest.raises(SuiteError, match="no expectation expect_nothing"):
        run_suites(candidate, None, suites=[suites.Suite("x", "dim_unit", (replace(check, expectation="expect_nothing"),))])
    (result,) = run_suites(candidate, None, suites=[suites.Suite("x", "dim_unit", (check,))])
    assert result.observed.startswith("the check could not be made") and isolation.stops(result)


def test_nothing_is_sent_anywhere(candidate, tmp_path, monkeypatch):
    asked = []

    def refused(*arguments, **_):
        asked.append(arguments)
        raise OSError("no net")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    run_suites(candidate, None, tmp_path / "docs", suites=only({"page_count_sane"}))
    assert asked == []
