"""``python -m bench.growth WAREHOUSE FACTOR ...``: what conforming costs on FACTOR times the documents of a warehouse, and then on one document more.

The raw rows are those of real documents; each copy has document keys of its own, and names of files and publishers that bear the copy's number, so that it is
a department more and no reprint. Texts repeat from copy to copy: what documents share is cheaper than it would be for as many different ones.
"""

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from expectations.results import CheckResult
from extract.landing import LIVE_SET, ExtractionResult
from extract.raw_schema import LISTS, SCHEMAS
from warehouse.candidate import load_facts, load_raw
from warehouse.conform.blank import Blank, blank_of
from warehouse.conform.fill import fill
from warehouse.conform.kept import bring_up_to_date, plan
from warehouse.settings import DATABASE_NAME, DBT_PROJECT
from warehouse.versions import BuildFacts

_NAMED = {"documents": ("publisher_text", "publisher_fold"), "document_files": ("file_path", "publisher", "publisher_fold")}
_COSTLIEST = 12
_FACTS = BuildFacts("growth")


class Growth:
    """A warehouse of copies of documents, each known by the copy's number and the document's key."""

    def __init__(self, blank: Blank, raw: Path, folder: Path):
        self.blank, self.raw, self.folder = blank, raw, folder
        live_set = json.loads((raw / LIVE_SET).read_text(encoding="utf-8"))
        self.extraction = ExtractionResult(live=live_set["documents"], lists=live_set["lists"])
        self.plan = plan(blank.nodes)
        self.spent: Counter[str] = Counter()
        self.template, self.kept = folder / "template.duckdb", folder / "kept.duckdb"
        shutil.copyfile(blank.work, self.template)
        load_raw(self.template, raw, self.extraction, facts=_FACTS)

    def build(self, factor: int, is_one_more: bool = False) -> int:
        """Conforms so many copies, and the first document of another; the number of indicators."""
        keys = [record["document_key"] for record in self.extraction.live]
        documents = [f"{copy}:{key}" for copy in range(factor) for key in keys] + ([f"{factor}:{keys[0]}"] if is_one_more else [])
        of_raw = {record["document_key"]: sum(size for size, _ in record["files"].values()) for record in self.extraction.live}
        sizes = {document: of_raw[document.partition(":")[2]] for document in documents}
        candidate = self.folder / DATABASE_NAME
        candidate.unlink(missing_ok=True)
        shutil.copyfile(self.blank.published, candidate)
        failed = bring_up_to_date(self.kept, self.blank, 0, dict.fromkeys(documents, "as is"), sizes, self._make)
        load_facts(self.kept, self.raw, self.extraction, _FACTS)
        failed += [result for result in fill(self.plan.of_release, candidate, self.kept, self._counted()) if not result.is_passed]
        for result in failed[:3]:
            print(f"not passed: {result.check_name}: {result.observed}", file=sys.stderr)
        with duckdb.connect(str(candidate), read_only=True) as connection:
            return int(connection.execute("select count(*) from fact_indicator").fetchall()[0][0])

    def _make(self, keys: Sequence[str], work: Path) -> list[CheckResult]:
        load_raw(work, self.raw, ExtractionResult(), facts=_FACTS)
        with duckdb.connect(str(work)) as connection:
            connection.execute(f"attach '{self.template}' as template (read_only)")
            pairs = [key.split(":") for key in keys]
            connection.execute("create temp table chosen as select unnest($copies::integer[]) as copy, unnest($keys::varchar[]) as document_key", {
                "copies": [int(copy) for copy, _ in pairs], "keys": [key for _, key in pairs],
            })  # fmt: skip
            for table in (*SCHEMAS, *LISTS):
                names = [name for (name,) in connection.execute(f"select column_name from (describe raw.{table})").fetchall()]
                if "document_key" in names:
                    columns = ", ".join(_renamed(table, name) for name in names)
                    connection.execute(f"insert into raw.{table} by name select {columns} from template.raw.{table} inner join chosen using (document_key)")
        return fill(self.plan.of_documents, None, work, self._counted())

    def _counted(self) -> Callable[[int, int, str], None]:
        """Counts processor seconds by node."""
        last = time.process_time()

        def progress(done: int, total: int, name: str) -> None:
            nonlocal last
            now = time.process_time()
            self.spent[name] += now - last
            last = now

        return progress


def _renamed(table: str, column: str) -> str:
    if column in ("document_key", "sha256"):
        return f"left(sha256(copy || left({column}, 16)), length({column})) as {column}"
    if column in _NAMED.get(table, ()):
        return f"{column} || '·' || copy as {column}"
    return column


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description="What conforming costs on FACTOR times the documents of a warehouse.")
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("factor", type=int, nargs="+")
    parser.add_argument("--blanks", type=Path)
    chosen = parser.parse_args(arguments)
    blank = blank_of(DBT_PROJECT, chosen.blanks or chosen.warehouse / "work" / "blank")
    print(f"{'':12}{'indicators':>12}{'CPU s':>9}{'wall s':>9}{'ms each':>9}{'peak MB':>9}{'kept MB':>9}  the costliest")
    for factor in chosen.factor:
        with tempfile.TemporaryDirectory(dir=chosen.warehouse) as temporary:
            growth = Growth(blank, chosen.warehouse / "work" / "raw", Path(temporary))
            for name, is_one_more in (("everything", False), ("one more", True)):
                growth.spent.clear()
                begin, wall = time.process_time(), time.monotonic()
                indicators = growth.build(factor, is_one_more)
                spent, wall = time.process_time() - begin, time.monotonic() - wall
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                kept = growth.kept.stat().st_size // 2**20
                print(f"{name:12}{indicators:12}{spent:9.1f}{wall:9.1f}{1000 * spent / max(1, indicators):9.2f}{peak:9}{kept:9}")
                for node, seconds in growth.spent.most_common(_COSTLIEST):
                    print(f"{seconds:72.1f}  {node}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
