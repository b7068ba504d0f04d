"""``python -m tests.planted FOLDER``: plants every fault in a build of the documents in FOLDER and writes the table of what caught it into the docs.

dbt's tests are run as dbt compiled them for this build, on the spoilt tables; after a fault of the raw rows everything is built anew from them.
A fault counts as caught where a critical check fails that passes without it. Constraints of the published tables are taken away first: no check
may lean on them.
"""

import argparse
import io
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from expectations.runner import run_suites
from extract.landing import extract_documents
from extract.raw_schema import SCHEMAS
from tests.planted.faults import FAULTS, Fault
from warehouse import candidate, inputs
from warehouse.dbt_runner import run_dbt
from warehouse.progress import Progress
from warehouse.settings import PROJECT_ROOT, Settings

_PAGE = PROJECT_ROOT / "docs" / "reliability.md"
_BEGIN, _END = "<!-- planted: begin -->", "<!-- planted: end -->"
_VARIABLES = {"inputs_digest": "planted", "extractor_version": "planted", "conforming_version": "planted", "library_versions": "{}"}
_NAMED = 3  # checks named in the table


@dataclass
class Outcome:
    """How often a fault was planted, and how often each side caught it."""

    planted: int = 0
    dbt: int = 0
    suites: int = 0
    both_missed: int = 0
    dbt_names: Counter = field(default_factory=Counter)
    suite_names: Counter = field(default_factory=Counter)


class Bench:
    """A real candidate and its work database, copied for each fault."""

    def __init__(self, folder: Path, documents: Path) -> None:
        self._folder = folder
        settings = Settings(documents, folder / "w", jobs=2)
        extraction = extract_documents(documents, settings.warehouse, settings.jobs)
        candidate.start_afresh(settings.candidate_folder)
        files = json.loads((settings.raw / "manifest.json").read_text(encoding="utf-8"))["document_files"]
        self._raw = folder / "landed" / "work.duckdb"
        self._raw.parent.mkdir()
        candidate.load_raw(self._raw, SCHEMAS, candidate.raw_files(settings.raw, SCHEMAS, extraction.live), settings.raw / files)
        self._built = self._build(self._raw, folder / "built")
        self._tests = list(_compiled_tests(folder / "built" / "dbt"))
        self.passing = self._failed(self._built)

    def _build(self, raw: Path, folder: Path) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "dbt").mkdir(parents=True)
        shutil.copy(raw, folder / "work.duckdb")
        self.of_dbt = run_dbt(
            inputs.DBT_PROJECT, folder / "performance_targets.duckdb", folder / "work.duckdb", folder / "dbt", _VARIABLES, Progress(io.StringIO())
        )
        return folder

    def _failed(self, folder: Path) -> tuple[set[str], set[str]]:
        """Names of the critical checks that fail on the tables in ``folder``: of dbt, of the suites."""
        with duckdb.connect() as connection:
            connection.execute(f"attach '{folder / 'performance_targets.duckdb'}' as performance_targets (read_only)")
            connection.execute(f"attach '{folder / 'work.duckdb'}' as work (read_only)")
            connection.execute("use performance_targets.main")
            connection.execute("set timezone = 'UTC'")
            of_dbt = {name for name, sql in self._tests if connection.execute(f"select count(*) from ({sql})").fetchone()[0]}
        results = run_suites(folder / "performance_targets.duckdb", folder / "work.duckdb", None)
        return of_dbt, {result.check_name for result in results if not result.is_passed and result.severity == "critical"}

    def plant(self, fault: Fault, draw: int) -> tuple[set[str], set[str]] | None:
        """The checks that catch the fault; None where nothing is there to be spoilt."""
        spoilt = self._folder / "spoilt"
        shutil.rmtree(spoilt, ignore_errors=True)
        if fault.where == "mart":
            spoilt.mkdir()
            for name in ("performance_targets.duckdb", "work.duckdb"):
                shutil.copy(self._built / name, spoilt / name)
            with duckdb.connect(str(spoilt / "performance_targets.duckdb")) as connection:
                _drop_constraints(connection)
                if not _spoil(connection, fault, draw):
                    return None
        else:
            raw = self._folder / "respoilt" / "work.duckdb"
            raw.parent.mkdir(exist_ok=True)
            shutil.copy(self._raw, raw)
            with duckdb.connect(str(raw)) as connection:
                if not _spoil(connection, fault, draw):
                    return None
            self._build(raw, spoilt)
            failed = [result for result in self.of_dbt if not result.is_passed and result.severity == "critical"]
            stopped = {result.check_name for result in failed if not result.observed.startswith("skipped")}
            if any(result.expected == "the model can be built" for result in self.of_dbt):
                return stopped, set()
        of_dbt, of_suites = self._failed(spoilt)
        return of_dbt - self.passing[0], of_suites - self.passing[1]


def _compiled_tests(scratch: Path) -> Iterable[tuple[str, str]]:
    """Name and SQL of every critical test on data."""
    manifest = json.loads((scratch / "target" / "manifest.json").read_text(encoding="utf-8"))
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test" and node["config"]["severity"].lower() != "warn":
            (path,) = (scratch / "target" / "compiled").rglob(Path(node["compiled_path"]).name) if node.get("compiled_path") else (None,)
            yield node["name"], path.read_text(encoding="utf-8") if path else node["compiled_code"]


def _drop_constraints(connection: duckdb.DuckDBPyConnection) -> None:
    tables = [name for (name,) in connection.execute("select table_name from duckdb_tables() where schema_name = 'main' order by 1").fetchall()]
    for table in tables:
        connection.execute(f"create table free_{table} as from {table}")
    remaining = tables
    while remaining:
        held = []
        for table in remaining:
            try:
                connection.execute(f"drop table {table}")
            except duckdb.Error:
                held.append(table)  # another refers to it
        remaining = held
    for table in tables:
        connection.execute(f"alter table free_{table} rename to {table}")


def _spoil(connection: duckdb.DuckDBPyConnection, fault: Fault, draw: int) -> bool:
    row = connection.execute(fault.pick.replace("{draw}", str(draw))).fetchone()
    if row is None or None in row:
        return False
    literals = [str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'" for value in row]
    for sql in fault.spoil:
        for number, literal in enumerate(literals):
            sql = sql.replace(f"{{{number}}}", literal)
        connection.execute(sql)
    return True


def _table(outcomes: dict[Fault, Outcome], facts: str) -> str:
    lines = [facts, "", "| planted in | fault | times | caught by dbt tests | by expectations | by neither |", "|---|---|---|---|---|---|"]
    for fault, outcome in outcomes.items():
        shown = [f"{count}" + (f" ({', '.join(f'`{name}`' for name, _ in names.most_common(_NAMED))})" if names else "")
                 for count, names in ((outcome.dbt, outcome.dbt_names), (outcome.suites, outcome.suite_names))]  # fmt: skip
        lines.append(f"| {fault.where} | {fault.name} | {outcome.planted} | {shown[0]} | {shown[1]} | {outcome.both_missed} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.planted", description=__doc__.partition("\n")[0])
    parser.add_argument("documents", type=Path, help="folder of documents")
    parser.add_argument("--draws", type=int, default=10, help="times that a fault of the marts is planted; of the raw rows a fifth of it")
    parser.add_argument("--only", default="", help="plant only faults whose name holds this, and write nothing")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), chosen.documents)
        outcomes: dict[Fault, Outcome] = {}
        for fault in FAULTS:
            if chosen.only not in fault.name:
                continue
            outcome = outcomes[fault] = Outcome()
            for draw in range(chosen.draws if fault.where == "mart" else max(1, chosen.draws // 5)):
                caught = bench.plant(fault, draw)
                if caught is None:
                    continue
                outcome.planted += 1
                outcome.dbt += bool(caught[0])
                outcome.suites += bool(caught[1])
                outcome.both_missed += not any(caught)
                outcome.dbt_names.update(caught[0])
                outcome.suite_names.update(caught[1])
            print(fault.where, fault.name, outcome, flush=True)
        with duckdb.connect(str(Path(folder) / "built" / "performance_targets.duckdb"), read_only=True) as connection:
            counts = connection.execute(
                "select (select count(*) from dim_document), (select count(*) from dim_project), (select count(*) from fact_indicator), (select count(*) from fact_project_funding)"
            ).fetchone()
    facts = "Planted by `python -m tests.planted` in a build of {} documents with {} projects, {} indicators and {} amounts:".format(*counts)
    if not chosen.only:
        page = _PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(_BEGIN)
        _PAGE.write_text(f"{head}{_BEGIN}\n{_table(outcomes, facts)}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
