"""A blank of a few nodes made by hand: what is filled, what is left out after a fault, and what tests say."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from expectations.results import Place
from warehouse.conform.blank import Node
from warehouse.conform.fill import fill, opened
from warehouse.faults import BuildFault

KEY = "a" * 16


def _table(name: str, sql: str, *parents: str, **more) -> Node:
    return Node(name, "model", f'"work"."main"."{name}"', sql, parents, is_filled=True, **more)


def _test(name: str, sql: str, *parents: str, **more) -> Node:
    return Node(name, "test", None, sql, parents, table=parents[0], **more)


LISTED = Node("listed", "model", '"work"."main"."listed"', "select 'never run'", ())
ROWS = _table("rows", 'select number, document_key from "work"."main"."landed" order by number desc', "landed")
SEEN = Node("seen", "model", '"work"."main"."seen"', None, ("rows",))
DOUBLED = _table("doubled", 'select 2 * number as number from "work"."main"."seen"', "seen")
NODES = (LISTED, ROWS, SEEN, DOUBLED)


@pytest.fixture
def filled(tmp_path: Path):
    """Fills a copy of the tables by nodes; the results, and a query of the work database."""
    candidate, work = tmp_path / "performance_targets.duckdb", tmp_path / "work.duckdb"
    with duckdb.connect(str(work)) as connection:
        connection.execute(f"""
            create table landed as select unnest([1, 2, 3]) as number, '{KEY}' as document_key;
            create table listed as select 'word' as word;
            create table rows (document_key varchar, number integer primary key);
            create view seen as from rows;
            create table doubled (number integer check (number < 7));
        """)

    def run(*nodes: Node):
        said: list[tuple[int, int, str]] = []
        results = fill(nodes, candidate, work, lambda *told: said.append(told))
        assert said == [(done, len(nodes), node.name) for done, node in enumerate(nodes, 1)]
        with duckdb.connect(str(work), read_only=True) as connection:
            tables = ("listed", "rows", "doubled")
            return {result.check_name: result for result in results}, {name: connection.execute(f"from {name}").fetchall() for name in tables}

    return run


def test_tables_are_filled_in_the_order_of_their_queries_and_lists_are_left_alone(filled):
    results, rows = filled(*NODES)
    assert results == {}
    assert rows == {"listed": [("word",)], "rows": [(KEY, 3), (KEY, 2), (KEY, 1)], "doubled": [(6,), (4,), (2,)]}


def test_a_table_that_breaks_its_contract_stays_empty_and_what_reads_it_is_skipped(filled):
    twice = replace(ROWS, sql=f"{ROWS.sql.split(' order')[0]} union all select 1, '{KEY}'")
    results, rows = filled(LISTED, twice, SEEN, DOUBLED, _test("asked", "select 1", "doubled"))
    assert rows["rows"] == rows["doubled"] == [] and rows["listed"]
    assert "onstraint" in results["model_rows"].observed and not results["model_rows"].is_consequence
    for name in ("model_doubled", "asked"):
        assert results[name].is_consequence and not results[name].is_passed and results[name].observed.startswith("skipped")
    assert {results[name].expected for name in ("model_rows", "model_doubled")} == {"the model can be built"}


def test_what_reads_a_dispensable_table_goes_on_without_its_rows(filled):
    wrong = replace(ROWS, sql="select error('an odd text') as number", is_dispensable=True)
    results, rows = filled(LISTED, wrong, SEEN, replace(DOUBLED, sql=f"{DOUBLED.sql} union all select 6"), _test("asked", "select 1 where false", "doubled"))
    assert rows["rows"] == [] and rows["doubled"] == [(6,)]
    assert results["model_rows"].severity == "warning" and "an odd text" in results["model_rows"].observed
    assert results["asked"].is_passed and set(results) == {"model_rows", "asked"}


def test_what_dbt_could_not_make_is_said_again(filled):
    results, rows = filled(replace(LISTED, fault="no such column"), replace(ROWS, parents=("listed",)))
    assert (results["model_listed"].observed, results["model_rows"].is_consequence) == ("no such column", True)
    assert rows["rows"] == []


def test_a_test_tells_how_many_rows_and_where(filled):
    sql = 'select document_key, number as page_number from "work"."main"."rows" where number > 1 -- and a comment'
    results, _ = filled(
        *NODES, _test("of_rows", sql, "rows", scope="row", severity="warning"), _test("of_release", sql, "rows"), _test("holds", "select 1 where false", "rows")
    )
    found = results["of_rows"]
    assert (found.observed, found.severity, found.scope, found.table_name) == ("2", "warning", "row", "rows")
    assert found.places == (Place(KEY, 2, ""), Place(KEY, 3, ""))
    assert (results["of_release"].is_passed, results["of_release"].places) == (False, ())
    assert (results["holds"].is_passed, results["holds"].observed) == (True, "0")


def test_a_test_that_cannot_be_asked_has_failed(filled):
    results, _ = filled(_test("wrong", "select nothing from nowhere", "listed"))
    assert not results["wrong"].is_passed and results["wrong"].observed.startswith("error: ")


def test_what_needs_more_memory_than_it_may_take_goes_to_disk(filled, tmp_path):
    """Sorting 60 MB of texts where 60 MB are allowed for everything."""
    sql = "select count(*)::integer as number from (select text from (select md5(range::varchar) || md5((range + 1)::varchar) as text from range(1000000)) order by text limit 900000)"
    candidate, work = tmp_path / "performance_targets.duckdb", tmp_path / "work.duckdb"
    big = replace(DOUBLED, relation='"work"."main"."doubled"', sql=f"select least(number, 5) as number from ({sql})", parents=())
    with opened(candidate, work, "60MB") as connection:
        (limit, spill) = connection.execute("select current_setting('memory_limit'), current_setting('temp_directory')").fetchone()
    assert (limit, spill) == ("57.2 MiB", f"{work}.tmp")
    assert fill((big,), candidate, work, lambda *_: None, memory="60MB") == []
    with duckdb.connect(str(work), read_only=True) as connection:
        assert connection.execute("from doubled").fetchall() == [(5,)]
    assert not work.with_name("work.duckdb.tmp").exists()


def test_a_full_disk_is_no_check(filled):
    with pytest.raises(BuildFault, match="no space"):
        filled(replace(DOUBLED, sql="select error('IO Error: No space left on device')"))
