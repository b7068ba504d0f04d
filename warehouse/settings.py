"""Where a build reads and writes, and how strict it is: command line first, environment second, default last."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DBT_PROJECT = PROJECT_ROOT / "dbt_project"
DATABASE_NAME = "performance_targets.duckdb"
RELEASES_KEPT = 5
LEAST_COVERAGE = 0.9
# dbt and DuckDB take them for parts of an address, or for patterns.
_NOT_IN_DATABASE_PATHS = frozenset("#?*")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one build. Paths are absolute."""

    documents: Path
    warehouse: Path
    strict: bool = False  # anything held back or taken back makes the exit status 5
    allow_empty: bool = False  # a build without rows may replace a release that has some
    releases_kept: int = RELEASES_KEPT  # releases kept besides the published file; 0 keeps none
    jobs: int = 1  # documents read at a time
    least_coverage: float = LEAST_COVERAGE  # share of a document's characters in target tables, and in indicator cells, that must be in rows
    faulty: str = "part"  # what becomes of a document under that share, or whose rows break a check: part (loaded in part) or hold (no rows)

    @property
    def published(self) -> Path:
        return self.warehouse / DATABASE_NAME

    @property
    def releases(self) -> Path:
        """What was published before."""
        return self.warehouse / "releases"

    @property
    def runs(self) -> Path:
        """The account of each run."""
        return self.warehouse / "runs"

    @property
    def lock(self) -> Path:
        return self.warehouse / ".lock"

    @property
    def work_folder(self) -> Path:
        """What can be made again; nothing below it is promised to readers."""
        return self.warehouse / "work"

    @property
    def candidate_folder(self) -> Path:
        return self.work_folder / "candidate"

    @property
    def candidate(self) -> Path:
        """Same base name as the published file, because DuckDB names the catalog after the file."""
        return self.candidate_folder / DATABASE_NAME

    @property
    def work(self) -> Path:
        return self.candidate_folder / "work.duckdb"

    @property
    def raw(self) -> Path:
        return self.work_folder / "raw"

    @property
    def data_docs(self) -> Path:
        return self.work_folder / "data_docs"


def _flag(text: str) -> bool:
    value = text.strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise argparse.ArgumentTypeError(f"{text!r} is neither 1 nor 0")


def _count(text: str) -> int:
    if not text.strip().isascii() or not text.strip().isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)


def _jobs(text: str) -> int:
    count = _count(text)
    if count < 1:
        raise argparse.ArgumentTypeError("at least 1 document is read at a time")
    return count


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share from 0 to 1")
    return share


def _faulty(text: str) -> str:
    choice = text.strip().lower()
    if choice not in ("part", "hold"):
        raise argparse.ArgumentTypeError(f"{text!r} is neither part nor hold")
    return choice


def _folder(text: str) -> Path:
    if "\0" in text:
        raise argparse.ArgumentTypeError("a path holds no NUL character")
    return Path(text).expanduser().absolute()


def _warehouse_folder(text: str) -> Path:
    found = sorted(_NOT_IN_DATABASE_PATHS.intersection(text))
    if found:
        raise argparse.ArgumentTypeError(f"{text!r} holds {' '.join(found)}: the database opens no file at such a path")
    return _folder(text)


def add_setting(
    parser: argparse.ArgumentParser, environment: Mapping[str, str], variable: str, default: object, kind: Callable[[str], object], text: str
) -> None:
    """An option named after the environment variable that gives its default; an empty variable counts as none, a senseless one is a usage error."""
    option, default, said = f"--{variable.lower().replace('_', '-')}", environment.get(variable) or default, f"{text} ({variable})"
    if kind is _flag:
        parser.add_argument(option, type=kind, default=default, help=said, nargs="?", const=True, metavar="1|0")
    else:
        parser.add_argument(option, type=kind, default=default, help=said, metavar="FOLDER" if kind in (_folder, _warehouse_folder) else "N")


def add_warehouse_setting(parser: argparse.ArgumentParser, environment: Mapping[str, str]) -> None:
    add_setting(parser, environment, "WAREHOUSE", str(PROJECT_ROOT / "warehouse"), _warehouse_folder, "where everything built is kept")


def add_releases_setting(parser: argparse.ArgumentParser, environment: Mapping[str, str]) -> None:
    add_setting(parser, environment, "RELEASES", RELEASES_KEPT, _count, "earlier releases to keep")


def parse(arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the command line and the environment. Ends the process with status 2 where they make no sense."""
    parser = argparse.ArgumentParser(prog="python -m warehouse.build", description="Load a folder of documents and publish the warehouse.")
    add_setting(parser, environment, "DOCUMENTS", str(PROJECT_ROOT / "warehouse" / "documents"), _folder, "folder tree to load")
    add_warehouse_setting(parser, environment)
    add_setting(parser, environment, "STRICT", False, _flag, "exit status 5 where anything is held back or a reading taken back")
    add_setting(parser, environment, "ALLOW_EMPTY", False, _flag, "let a build without rows replace a release that has some")
    add_releases_setting(parser, environment)
    add_setting(parser, environment, "JOBS", processor_count(), _jobs, "documents read at a time")
    add_setting(parser, environment, "COVERAGE", LEAST_COVERAGE, _share, "share of a document's characters in target tables that must be in rows")
    add_setting(
        parser,
        environment,
        "FAULTY",
        "part",
        _faulty,
        "what becomes of a document that breaks a check: part, published as loaded in part, or hold, without its rows",
    )
    chosen = parser.parse_args(arguments)
    if chosen.documents.resolve() == chosen.warehouse.resolve():
        parser.error(f"DOCUMENTS and WAREHOUSE are the same folder: {chosen.documents}")
    return Settings(chosen.documents, chosen.warehouse, chosen.strict, chosen.allow_empty, chosen.releases, chosen.jobs, chosen.coverage, chosen.faulty)


def processor_count() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
