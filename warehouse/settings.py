"""Where a build reads and writes, and how strict it is: command line first, environment second, default last."""

import argparse
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DBT_PROJECT = PROJECT_ROOT / "dbt_project"
DATABASE_NAME = "performance_targets.duckdb"
RELEASES_KEPT = 5
LEAST_COVERAGE = 0.9
MEMORY = "4GB"
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
    memory: str = MEMORY  # that the database may take while it conforms; what needs more goes to disk
    blanks_folder: Path | None = None  # where blank warehouses are kept, if not in this one

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
        """The rows of documents, kept from build to build (``warehouse.conform.kept``)."""
        return self.work_folder / "kept.duckdb"

    @property
    def blanks(self) -> Path:
        """Blank warehouses (``warehouse.conform.blank``), a folder for each state of the rules."""
        return self.blanks_folder or Path(os.environ.get("PTW_BLANKS") or self.work_folder / "blank").absolute()

    @property
    def raw(self) -> Path:
        return self.work_folder / "raw"

    @property
    def output(self) -> Path:
        """Reports, exports and whatever else is made of the published file for people; can be made again."""
        return self.warehouse / "output"

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


def _memory(text: str) -> str:
    found = re.fullmatch(r"([1-9][0-9]*) ?([MG])B?", text.strip(), re.IGNORECASE)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 4GB or 500MB")
    return f"{found[1]}{found[2].upper()}B"


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


def processor_count() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# By environment variable: the default, what a value must be, how help names it, and what it is for.
_SETTINGS: dict[str, tuple[object, Callable[[str], object], str, str]] = {
    "DOCUMENTS": (str(PROJECT_ROOT / "warehouse" / "documents"), _folder, "FOLDER", "folder tree to load"),
    "WAREHOUSE": (str(PROJECT_ROOT / "warehouse"), _warehouse_folder, "FOLDER", "where everything built is kept"),
    "STRICT": (False, _flag, "1|0", "exit status 5 where anything is held back or a reading taken back"),
    "ALLOW_EMPTY": (False, _flag, "1|0", "let a build without rows replace a release that has some"),
    "RELEASES": (RELEASES_KEPT, _count, "N", "earlier releases to keep"),
    "JOBS": (processor_count(), _jobs, "N", "documents read at a time"),
    "COVERAGE": (LEAST_COVERAGE, _share, "N", "share of a document's characters in target tables that must be in rows"),
    "MEMORY": (MEMORY, _memory, "SIZE", "memory that conforming may take before it uses the disk"),
    "FAULTY": ("part", _faulty, "part|hold", "what becomes of a document that breaks a check: loaded in part, or held without its rows"),
}


def add_settings(parser: argparse.ArgumentParser, environment: Mapping[str, str], variables: Iterable[str] = _SETTINGS) -> None:
    """An option for each variable, which gives its default; an empty variable counts as none, a senseless one is a usage error."""
    for variable in variables:
        default, kind, metavar, text = _SETTINGS[variable]
        many, alone = ("?", True) if kind is _flag else (None, None)
        option, default = f"--{variable.lower().replace('_', '-')}", environment.get(variable) or default
        parser.add_argument(option, type=kind, default=default, nargs=many, const=alone, metavar=metavar, help=f"{text} ({variable})")


def parse(arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the command line and the environment. Ends the process with status 2 where they make no sense."""
    parser = argparse.ArgumentParser(prog="python -m warehouse.build", description="Load a folder of documents and publish the warehouse.")
    add_settings(parser, environment)
    chosen = parser.parse_args(arguments)
    if chosen.documents.resolve() == chosen.warehouse.resolve():
        parser.error(f"DOCUMENTS and WAREHOUSE are the same folder: {chosen.documents}")
    return Settings(
        chosen.documents, chosen.warehouse, chosen.strict, chosen.allow_empty, chosen.releases, chosen.jobs, chosen.coverage, chosen.faulty, chosen.memory
    )
