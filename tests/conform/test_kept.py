"""What is kept of documents is what would be made of them anew, in whatever parts and order they came."""

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from expectations.results import CheckResult
from extract.landing import ExtractionResult, extract_documents
from tests import drift
from tests.dbt_project import compiled
from warehouse.candidate import load_raw, start_afresh
from warehouse.conform import kept
from warehouse.conform.blank import Blank, Node
from warehouse.conform.fill import fill
from warehouse.conform.kept import bring_up_to_date, plan
from warehouse.progress import Progress
from warehouse.settings import Settings
from warehouse.steps import Steps
from warehouse.versions import BuildFacts

A, B, C = (letter * 16 for letter in "abc")


def _model(name: str, scope: str, sql: str, *parents: str) -> Node:
    return Node(name, "model", f'"work"."main"."{name}"', sql, parents, is_filled=True, scope=scope)


WORDS = _model("words", "content", 'select distinct word from "work"."raw"."rows"', "rows")
COUNTED = _model(
    "counted", "document",
    'select row_key as project_key, length(word) as length from "work"."raw"."rows" inner join "work"."main"."words" using (word)', "rows", "words",
)  # fmt: skip
SEEN = Node("seen", "model", '"work"."main"."seen"', 'from "work"."main"."counted"', ("counted",), scope="document")
SUMMED = _model("summed", "release", 'select sum(length) as total from "work"."main"."seen"', "seen")
FAULTS = _model("int_document_faults", "document", "select null as document_key where false")
NODES = (WORDS, COUNTED, SEEN, FAULTS, SUMMED)


class Kept:
    """A kept database of a blank made by hand, with what was made of which documents."""

    def __init__(self, folder: Path):
        self.path, self.made = folder / "work" / "kept.duckdb", []
        self.blank = Blank(folder, NODES)
        self.texts = {A: "one", B: "three", C: "five"}
        self.sizes: dict[str, int] = {}
        with duckdb.connect(str(self.blank.work)) as connection:
            connection.execute("""
                create schema raw; create table raw.rows (document_key varchar, row_key varchar, word varchar);
                create table raw.document_files (document_key varchar);
                create table words (word varchar); create table counted (project_key varchar, length integer);
                create view seen as from counted; create table summed (total integer);
                create table int_document_faults (document_key varchar);
            """)

    def make(self, keys, work: Path) -> list[CheckResult]:
        self.made.append(tuple(keys))
        with duckdb.connect(str(work)) as connection:
            for key in keys:
                connection.execute("insert into raw.rows values ($key, $key || '-0001', $text)", {"key": key, "text": self.texts[key]})
        return fill(plan(self.blank.nodes).of_documents, None, work, lambda *_: None)

    def build(self, *keys: str, asked: object = 1) -> list[CheckResult]:
        self.made.clear()
        return bring_up_to_date(self.path, self.blank, asked, {key: self.texts[key] for key in keys}, self.sizes, self.make)

    def rows(self, table: str) -> list[tuple]:
        with duckdb.connect(str(self.path), read_only=True) as connection:
            return connection.execute(f"from {table} order by all").fetchall()


@pytest.fixture
def small(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_only_what_is_new_or_changed_is_made(small):
    small.build(A, B)
    assert small.made == [(A, B)] and small.rows("counted") == [(f"{A}-0001", 3), (f"{B}-0001", 5)]
    small.build(A, B, C)
    assert small.made == [(C,)] and len(small.rows("counted")) == 3
    small.texts[B] = "seventeen"
    small.build(A, B, C)
    assert small.made == [(B,)] and small.rows("counted")[1] == (f"{B}-0001", 9)
    small.build(A, C)
    assert small.made == [] and small.rows("counted") == [(f"{A}-0001", 3), (f"{C}-0001", 4)]


def test_what_is_only_a_step_on_the_way_is_not_kept(small):
    small.build(A, B)
    assert small.rows("words") == [] and small.rows("raw.rows") == []


def test_another_state_of_rules_or_another_demand_makes_all_anew(small):
    small.build(A, B)
    small.build(A, B, asked=2)
    assert small.made == [(A, B)]
    small.blank = Blank(small.blank.folder, (WORDS, replace(COUNTED, sql=COUNTED.sql.replace("length(word)", "2 * length(word)")), SEEN, FAULTS, SUMMED))
    small.build(A, B, asked=2)
    assert small.made == [(A, B)] and small.rows("counted") == [(f"{A}-0001", 6), (f"{B}-0001", 10)]


@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_kept_database_that_cannot_be_read_is_made_anew(small, damage):
    small.build(A, B)
    if damage == "gone":
        small.path.unlink()
    elif damage == "cut":
        small.path.write_bytes(small.path.read_bytes()[:5000])
    else:
        small.path.write_text("no database")
    small.build(A, B)
    assert small.made == [(A, B)] and len(small.rows("counted")) == 2


def test_a_batch_holds_as_much_as_it_may(small, monkeypatch):
    monkeypatch.setattr(kept, "BATCH_BYTES", 10)
    small.sizes = {A: 4, B: 6, C: 1}
    small.build(A, B, C)
    assert small.made == [(A, B), (C,)]
    small.sizes = {A: 40, B: 6, C: 1}
    small.build(A, B, C, asked=2)
    assert small.made == [(A,), (B, C)]


def test_what_a_stopped_build_has_made_is_not_made_again(small, monkeypatch):
    monkeypatch.setattr(kept, "BATCH_BYTES", 0)
    small.sizes = {A: 1, B: 1, C: 1}
    whole = small.make

    def stopped(keys, work):
        if B in keys:
            raise KeyboardInterrupt
        return whole(keys, work)

    monkeypatch.setattr(small, "make", stopped)
    with pytest.raises(KeyboardInterrupt):
        small.build(A, B, C)
    assert [path.name for path in small.path.parent.iterdir()] == ["kept.duckdb"]
    monkeypatch.setattr(small, "make", whole)
    small.build(A, B, C)
    assert small.made == [(B,), (C,)] and len(small.rows("counted")) == 3


def test_the_log_of_a_killed_build_is_not_taken_for_that_of_this_one(small):
    small.path.parent.mkdir()
    for name in ("kept", "batch"):
        with duckdb.connect(str(small.path.with_name(f"{name}.duckdb"))) as killed:
            killed.execute("create table counted as select 'killed-0001' as project_key, 1 as length")
            log = small.path.with_name(f"{name}.duckdb.wal").read_bytes()
        small.path.with_name(f"{name}.duckdb.wal").write_bytes(log)
    assert log and small.build(A, B) == [] and small.rows("counted") == [(f"{A}-0001", 3), (f"{B}-0001", 5)]


def test_a_document_of_which_something_could_not_be_made_is_made_again(small):
    small.build(A)
    faulty = replace(COUNTED, sql="select error('wrong') as project_key")
    small.blank = Blank(small.blank.folder, (WORDS, faulty, SEEN, FAULTS, SUMMED))
    assert [result.check_name for result in small.build(A, B)] == ["model_counted"]
    assert [result.check_name for result in small.build(A, B)] == ["model_counted"] and small.made == [(A, B)]


def test_documents_do_not_stand_on_the_release_nor_it_on_steps():
    with pytest.raises(ValueError, match="counted is made of each document alone, but reads summed"):
        plan((SUMMED, replace(COUNTED, sql='from "work"."main"."summed"', parents=("summed",))))
    with pytest.raises(ValueError, match="summed is made of all documents, but reads words, which is not kept"):
        plan((WORDS, replace(SUMMED, sql='from "work"."main"."words"', parents=("words",))))


def test_every_table_of_the_work_database_says_what_it_is_made_of():
    nodes = compiled.blank().nodes
    parted = plan(nodes)
    assert {node.scope for node in nodes if node.kind == "model"} == {"document", "content", "release"}
    assert all('"work"' in str(node.relation) for node in parted.of_documents)
    with duckdb.connect(str(compiled.blank().work), read_only=True) as connection:
        for table in parted.kept:
            assert set(kept._KEYS) & {column[0] for column in connection.execute(f"from {table} limit 0").description}, table


class Cut:
    """Builds of parts of the documents, one after another in one warehouse."""

    def __init__(self, folder: Path, extraction: ExtractionResult, raw: Path):
        self.settings = Settings(folder / "documents", folder, blanks_folder=compiled.BLANKS)
        self.extraction, self.raw = extraction, raw
        self.settings.work_folder.mkdir(parents=True)
        self.settings.raw.symlink_to(raw)

    def build(self, keys) -> list[CheckResult]:
        part = replace(self.extraction, live=[record for record in self.extraction.live if record["document_key"] in keys])
        start_afresh(self.settings.candidate_folder)
        unmade = Steps().load(self.settings, part, [], BuildFacts(), Progress())
        return unmade + Steps().conform(self.settings, Progress())


@pytest.mark.slow
def test_dbt_makes_the_same_of_documents_however_they_came(tmp_path: Path, monkeypatch):
    """Every published table, row by row and in order, and what is kept: by ``dbt build`` over everything, and in parts that come, go and come back."""
    offered, raw, whole = tmp_path / "documents", tmp_path / "raw", tmp_path / "dbt"
    shutil.copytree(Path(drift.__file__).parent / "documents", offered)
    extraction = extract_documents(offered, raw)
    whole.mkdir()
    load_raw(whole / "work.duckdb", raw, extraction)
    compiled.dbt(whole, "build", "--exclude-resource-type", "unit_test", "--exclude-resource-type", "saved_query")
    keys = [record["document_key"] for record in extraction.live]
    assert len(keys) > 5
    ways = {}
    for name, size, parts in (
        ("at_once", kept.BATCH_BYTES, [keys]),
        ("one_by_one", 0, [keys]),
        ("come_and_go", kept.BATCH_BYTES, [keys[::2], keys[1::2] + keys[:4:2], keys[3:], keys[:1], keys]),
    ):
        monkeypatch.setattr(kept, "BATCH_BYTES", size)
        cut = Cut(tmp_path / name, extraction, raw)
        for part in parts:
            results = cut.build(part)
        assert [result for result in results if not result.is_passed and result.severity == "critical"] == []
        ways[name] = cut.settings
    tables = plan(compiled.blank().nodes).kept
    with duckdb.connect() as connection:
        connection.execute(f"attach '{whole}/performance_targets.duckdb' as dbt_published (read_only); attach '{whole}/work.duckdb' as dbt_work (read_only)")
        for name, settings in ways.items():
            connection.execute(f"attach '{settings.candidate}' as {name}_published (read_only); attach '{settings.work}' as {name}_work (read_only)")
        published = [table for (table,) in connection.execute("select table_name from duckdb_tables() where database_name = 'dbt_published'").fetchall()]
        assert len(published) > 25 and len(tables) > 25
        seen = 0
        for name in ways:
            for table in published:
                made, again = (connection.execute(f"from {way}_published.{table}").fetchall() for way in ("dbt", name))
                assert made == again, (name, table)
                seen += bool(made)
            for table in tables:
                made, again = (sorted(connection.execute(f"from {way}_work.{table}").fetchall(), key=repr) for way in ("dbt", name))
                assert made == again, (name, table)
            for said in ("select table_name, column_name, data_type, is_nullable, comment from duckdb_columns() where not internal and database_name = ? order by table_name, column_index",
                         "select table_name, constraint_text from duckdb_constraints() where database_name = ? order by all"):  # fmt: skip
                made, again = (connection.execute(said, [f"{way}_published"]).fetchall() for way in ("dbt", name))
                assert made == again and len(made) > 100
        assert seen > 3 * 20
