"""A fault in one document leaves the document beside it as it is: shown for every check of the project, in real builds.

The checks are read from dbt's own manifest, the suites and the reviewed reasons, so that a new check without a planted case fails here.
"""

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest

from expectations.results import CheckResult
from expectations.suites import load_suites
from tests.dbt_project import compiled
from tests.planted import cases, documents
from tests.planted.cases import Case
from tests.warehouse import miniature
from warehouse import build, isolation
from warehouse.conform.blank import Blank, blank_of
from warehouse.progress import Progress
from warehouse.settings import DBT_PROJECT, Settings
from warehouse.steps import Steps

pytestmark = pytest.mark.slow

HELD = [*cases.DOCUMENTS, *cases.TESTS]
OF_CONTENT = {"target_not_understood", "indicator_without_name", "document_not_read"}  # odd.html and broken.pdf print them
KEYED = ("dim_document", "document_file", "dim_project", "fact_indicator", "fact_target_component", "fact_project_funding", "fact_extraction_outcome", "mart_indicator",
         "mart_coverage", "fact_printed_total", "fact_table_remainder", "fact_audit_finding", "fact_quarantine")  # fmt: skip


def key_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def reasons() -> list[dict[str, str]]:
    with (DBT_PROJECT / "seeds" / "held_reasons.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seed_of(project: Path, name: str) -> Path:
    (path,) = (project / "seeds").rglob(f"{name}.csv")
    return path


def project_with(folder: Path, rows: Iterable[tuple[str, str]]) -> Path:
    """A copy of the dbt project whose lists hold more rows."""
    shutil.copytree(DBT_PROJECT, folder, ignore=shutil.ignore_patterns("target", "logs", "__pycache__"))
    for seed, row in rows:
        with seed_of(folder, seed).open("a", encoding="utf-8") as file:
            file.write(row + "\n")
    return folder


@dataclass
class Built:
    status: int
    said: str
    turns: list[list[CheckResult]]  # results of all checks, a list for each time the candidate was made
    published: Path
    manifest: dict

    def failed(self) -> dict[str, list[CheckResult]]:
        found: dict[str, list[CheckResult]] = {}
        for result in (result for turn in self.turns for result in turn if not result.is_passed):
            found.setdefault(result.check_name, []).append(result)
        return found

    def rows(self, sql: str, *values: object) -> list[tuple]:
        with duckdb.connect(str(self.published), read_only=True) as connection:
            return connection.execute(sql, list(values)).fetchall()


def spoilt_blank(blank: Blank, hooks: Iterable[tuple[str, str]]) -> Blank:
    """The blank whose models are spoilt as soon as they are made."""
    by_name = {node.name: node for node in blank.nodes}
    for model, sql in hooks:
        node = by_name[model]
        by_name[model] = replace(node, is_filled=True, sql=f"{node.sql}\n; {sql.replace('{{ this }}', node.relation)}")
    return replace(blank, nodes=tuple(by_name.values()))


def built(offered: Path, warehouse: Path, hooks: Iterable[tuple[str, str]] = (), raw: Iterable[str] = (), project: Path = DBT_PROJECT) -> Built:
    """A real build, its raw rows spoilt by ``raw``, its models by ``hooks`` and its lists by ``project``."""
    turns: list[list[CheckResult]] = []
    hooks = list(hooks)

    class Spoilt(Steps):
        def blank(self, settings, progress):
            return spoilt_blank(blank_of(project, settings.blanks, progress), hooks)

        def load_raw(self, live, keys, work, facts):
            super().load_raw(live, keys, work, facts)
            with duckdb.connect(str(work)) as connection:
                for sql in raw:
                    connection.execute(sql)

        def load(self, settings, extraction, held, facts, progress):
            turns.append(super().load(settings, extraction, held, facts, progress))
            return turns[-1]

        def conform(self, settings, progress, unmade=()):
            results = super().conform(settings, progress, unmade)
            turns[-1] = turns[-1] + results
            return results

        def check(self, settings, released, progress):
            results = super().check(settings, released, progress)
            turns[-1] = turns[-1] + results
            return results

    said = io.StringIO()
    settings = Settings(offered, warehouse, jobs=2)
    status = build.run_build(settings, Progress(said), Spoilt())
    manifest = json.loads((blank_of(project, settings.blanks).scratch / "target" / "manifest.json").read_text(encoding="utf-8"))
    return Built(status, said.getvalue(), turns, settings.published, manifest)


def digest(one: Built, document: str) -> dict[str, tuple]:
    """Count and digest of a document's rows, table by table."""
    found = {}
    for table in KEYED:
        columns = {name for (name,) in one.rows("select column_name from duckdb_columns() where schema_name = 'main' and table_name = ?", table)}
        key = next(name for name in ("document_key", "project_key", "indicator_key") if name in columns)
        rows = sorted(map(repr, one.rows(f"from {table} where starts_with({key}, ?)", document)))
        found[table] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found


def spoilt(case: Case, document: str, indicator: str = "") -> tuple[list[str], list[tuple[str, str]]]:
    """The case's SQL on raw rows and its hooks, for one document."""

    def named(sql: str) -> str:
        return sql.replace("{d}", document).replace("{i}", indicator)

    return [named(case.raw)] if case.raw else [], [(model, named(sql)) for model, sql in case.hooks.items()]


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> Built:
    root = tmp_path_factory.mktemp("alone")
    documents.offer(root / "documents", ["sound"], [], [])
    one = built(root / "documents", root / "warehouse")
    assert one.status == 0, one.said
    return one


def release_of(one: Built, warehouse: Path) -> Path:
    """The published tables of ``one`` as the release of ``warehouse``, free of constraints, so that rows can be changed."""
    warehouse.mkdir()
    released = warehouse / one.published.name
    with duckdb.connect(str(released)) as connection:
        connection.execute(f"attach '{one.published}' as sound (read_only)")
        for (table,) in connection.execute("select table_name from duckdb_tables() where database_name = 'sound'").fetchall():
            connection.execute(f"create table {table} as from sound.main.{table}")
    return released


@pytest.fixture(scope="module")
def planted(alone, tmp_path_factory):
    """One build in which every fault of a reading or a document is planted, each document's key by its name."""
    root = tmp_path_factory.mktemp("planted")
    by_need = {need: [case.document for case in HELD if case.needs == need] for need in ("small", "large", "combined")}
    documents.offer(root / "documents", ["sound", *by_need["small"]], ["readings", *by_need["large"]], by_need["combined"])
    documents.offer_unread(root / "documents")
    keys = {path.stem: key_of(path) for path in (root / "documents").iterdir()}
    raw, hooks = [], []
    for case in HELD:
        more = spoilt(case, keys[case.document])
        raw, hooks = raw + more[0], hooks + more[1]
    for form, indicator, case in cases.READINGS.values():
        hooks += spoilt(case, keys["readings"], f"{keys['readings']}-{form:04d}-{indicator:03d}")[1]
    # a release that was made of one more document
    released = release_of(alone, root / "warehouse")
    with duckdb.connect(str(released)) as connection:
        key = keys["volumes_as_released"]
        connection.execute(f"insert into dim_document select * replace ('{key}' as document_key) from dim_document")
    return built(root / "documents", root / "warehouse", hooks, raw), keys


@pytest.fixture(scope="module")
def broken(alone, tmp_path_factory):
    """A build in which every fault of the release is planted but those of columns of the lists."""
    root = tmp_path_factory.mktemp("broken")
    documents.offer(root / "documents", ["sound", "other"], [], [])
    key = key_of(root / "documents" / "other.html")
    raw, hooks = [], [("int_region_beginnings", "insert into {{ this }} from {{ this }} limit 1")]
    for case in cases.RELEASE:
        more = spoilt(case, key)
        raw, hooks = raw + more[0], hooks + more[1]
    released = release_of(alone, root / "warehouse")
    with duckdb.connect(str(released)) as connection:
        connection.execute("update dim_document set indicator_count = indicator_count * 3")
    before = released.read_bytes()
    project = project_with(root / "dbt_project", [(seed, row) for _, seed, row in cases.SEEDS.values()])
    return built(root / "documents", root / "warehouse", hooks, raw, project), before


def column_tests(manifest: dict) -> dict[str, dict]:
    """dbt's tests of columns, by name."""
    return {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == "test" and node.get("test_metadata")}


def singular_tests(manifest: dict) -> dict[str, dict]:
    return {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == "test" and not node.get("test_metadata")}


def test_every_check_has_a_case_and_says_its_scope(alone):
    said = {name: node["config"]["meta"] for name, node in singular_tests(alone.manifest).items()}
    checks = {check.name: check for suite in load_suites() for check in suite.checks}
    assert not said.keys() & checks.keys()
    assert {name for name, meta in said.items() if meta.get("severity") == "warning"} == cases.ODDITIES.keys()
    scopes = {name: meta["scope"] for name, meta in said.items() if name not in cases.ODDITIES}
    scopes |= {name: check.scope for name, check in checks.items() if check.severity == "critical"}
    stopping = {*cases.SEEDS, *(case.check for case in cases.RELEASE)}
    assert {name for name, scope in scopes.items() if scope != "release"} == {case.check for case in cases.TESTS}
    assert {name for name, scope in scopes.items() if scope == "release"} == stopping
    assert isolation.stopping_checks().keys() == stopping | {"columns:*", "contract:*"}, "the one list of what stops a release"
    assert all(node["config"]["meta"]["scope"] == "release" for node in column_tests(alone.manifest).values())


@pytest.mark.parametrize("fault", cases.CONSTRAINTS)
def test_the_published_file_lets_in_nothing_that_breaks_its_contract(alone, tmp_path, fault):
    sql, constraint = cases.CONSTRAINTS[fault]
    shutil.copy(alone.published, tmp_path / "file.duckdb")
    with duckdb.connect(str(tmp_path / "file.duckdb")) as connection, pytest.raises(duckdb.ConstraintException, match=constraint):
        connection.execute(sql)


@pytest.mark.parametrize("name", cases.ODDITIES)
def test_an_oddity_of_raw_rows_is_told_and_holds_nothing_back(alone, tmp_path, name):
    miniature.make_work(tmp_path / "work.duckdb")
    with duckdb.connect(str(tmp_path / "work.duckdb")) as connection:
        connection.execute("create schema staging")
        for table in ("indicator_cells", "project_rows"):
            key = "document_key || '-' || printf('%04d', project_ordinal) as project_key"
            connection.execute(f"create view staging.stg_{table} as select *, {key} from raw.{table}")
        connection.execute("create view staging.stg_total_rows as from raw.total_rows")
        test = compiled.nodes()[name].sql
        assert connection.execute(test).fetchall() == []
        connection.execute(cases.ODDITIES[name])
        assert {row[0] for row in connection.execute(test).fetchall()} == {miniature.KEY}


def test_every_reason_is_a_check_and_every_check_has_its_reason(alone):
    listed = {row["reason_code"]: row for row in reasons()}
    models = [node for node in alone.manifest["nodes"].values() if node["resource_type"] == "model" and node["name"].startswith("int_check_")]
    named = {
        name
        for node in models
        for pair in re.findall(r"'([a-z0-9_]+)' as check_name|(?:then|else) '([a-z0-9_]+)'", node["raw_code"])
        for name in pair
        if "_" in name
    }
    assert named == {code for code, row in listed.items() if row["disputes"] or (row["consequence"] and code != "check_failed")}
    assert cases.READINGS.keys() == {code for code, row in listed.items() if row["disputes"]}
    assert {case.check for case in cases.DOCUMENTS} == {code for code, row in listed.items() if row["consequence"]} - {"check_failed"}


def test_the_sound_document_is_as_it_is_alone(alone, planted):
    one, keys = planted
    assert one.status == 0, one.said
    assert len(one.turns) <= 1 + isolation.MOST_REBUILDS
    assert digest(one, keys["sound"]) == digest(alone, keys["sound"])
    assert digest(alone, keys["sound"])["fact_indicator"][0] == 4 and digest(alone, keys["sound"])["fact_quarantine"][0] == 0


def test_each_reading_is_taken_back_where_it_is_and_no_other(planted):
    one, keys = planted
    document = keys["readings"]
    found = set(one.rows("select reason_code, indicator_key, subject from fact_quarantine where document_key = ? and subject = 'reading'", document))
    expected = {
        (check, f"{document}-{form:04d}-{indicator:03d}") for check, (form, indicator, _) in cases.READINGS.items() if check != "amount_as_printed"
    }  # fmt: skip
    assert expected <= {(reason, key) for reason, key, _ in found}
    assert {key for _, key, _ in found} == {key for _, key in expected}
    kept = one.rows("select indicator_key from fact_indicator where document_key = ? and is_target_understood", document)
    assert len(kept) == documents.FORMS * 4 - len(expected)
    said = "select count(*) from fact_indicator where not is_target_understood and concat(target_value, target_comparator, target_unit, deadline_date) <> ''"
    assert one.rows(said) == [(0,)]
    assert one.rows("select count(*) from fact_target_component anti join fact_indicator using (indicator_key)") == [(0,)]
    amounts = one.rows("select project_key, funding_ordinal, held_text from fact_quarantine where document_key = ? and subject = 'amount'", document)
    assert amounts == [(f"{document}-0007", 1, "1,280.50")]
    assert one.rows("select count(*) from fact_project_funding where starts_with(project_key, ?) and amount_yuan is null", document) == [(1,)]
    assert one.rows("select status from dim_document where document_key = ?", document) == [("loaded",)]


@pytest.mark.parametrize("case", HELD, ids=lambda case: case.document)
def test_the_document_is_marked_and_its_rows_are_as_its_status_says(planted, case):
    one, keys = planted
    document = keys[case.document]
    consequence = {row["reason_code"]: row["consequence"] for row in reasons()}.get(case.check, "hold")
    found = one.rows("select subject, reason, is_published from fact_quarantine where document_key = ? and reason_code = ?", document, case.check)
    assert found and {subject for subject, *_ in found} == {"document"}
    assert all(re.search(r"[\u4e00-\u9fff]", reason) and re.search(r"[A-Za-z]{3}", reason) for _, reason, _ in found)
    assert {is_published for *_, is_published in found} == {consequence == "setting"}
    ((status, reason, projects),) = one.rows("select status, reason, project_count from dim_document where document_key = ?", document)
    assert (status, projects > 0) == (("loaded_in_part", True) if consequence == "setting" else ("quarantined", False))
    assert reason
    if case in cases.TESTS:
        places = {place.document_key for result in one.failed()[case.check] for place in result.places}
        assert document in places
        assert places <= {keys[other.document] for other in cases.TESTS}, "a check names documents that were spoilt, and no other"
        assert f"{case.document}.html" in one.said


def test_what_documents_print_and_cannot_be_read_is_told(planted):
    one, keys = planted
    found = set(one.rows("select reason_code from fact_quarantine where document_key in (?, ?)", keys["odd"], keys["broken"]))
    assert {(code,) for code in OF_CONTENT} <= found
    assert one.rows("select count(*) from fact_indicator where document_key = ? and indicator_name = ''", keys["odd"]) == [(1,)]


def test_only_the_listed_checks_stop_a_release(broken):
    one, before = broken
    assert (one.status, len(one.turns)) == (3, 1), one.said
    assert one.published.read_bytes() == before
    failed = one.failed()
    expected = {*cases.SEEDS, *(case.check for case in cases.RELEASE)}
    assert expected <= failed.keys()
    for name in expected | {name for name in failed if name in column_tests(one.manifest)}:
        assert all(isolation.stops(result) for result in failed[name]), name
    assert any("int_region_beginnings" in name for name in failed)


def test_every_column_of_the_reviewed_lists_is_checked(alone, tmp_path):
    """Each test of a column in one project whose lists break all of them; nothing else of it matters."""
    project = project_with(tmp_path / "dbt_project", [])
    tests = {name: node for name, node in column_tests(alone.manifest).items() if node["attached_node"].startswith("seed.")}
    tables = {}
    for node in tests.values():
        seed = node["attached_node"].rpartition(".")[2]
        with seed_of(project, seed).open(encoding="utf-8", newline="") as file:
            header, *rows = tables.setdefault(seed, list(csv.reader(file)))
        if not rows:
            # A list without entries breaks nothing: one is made up.
            rows = [[f"planted {column}" for column in header]]
            tables[seed].extend(rows)
        place, kind = header.index(node["column_name"]), node["test_metadata"]["name"]
        new = list(rows[0])
        new[place] = {"not_null": "", "accepted_values": "planted", "unique": rows[0][place], "relationships": "planted"}[kind]
        tables[seed].append(new)
    for seed, rows in tables.items():
        with seed_of(project, seed).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    documents.offer(tmp_path / "documents", ["sound"], [], [])
    one = built(tmp_path / "documents", tmp_path / "warehouse", project=project)
    assert one.status == 3 and not one.published.exists()
    assert tests.keys() <= one.failed().keys()


def test_a_table_that_breaks_its_contract_stops_the_release(tmp_path):
    spoil = "update {{ this }} set indicator_ordinal = 9 where indicator_ordinal = 1"
    documents.offer(tmp_path / "documents", ["sound"], [], [])
    one = built(tmp_path / "documents", tmp_path / "warehouse", [("int_indicators", spoil)])
    assert one.status == 3 and not one.published.exists()
    (broken,) = one.failed()["model_fact_indicator"]
    assert "CHECK constraint failed" in broken.observed and isolation.stops(broken)
