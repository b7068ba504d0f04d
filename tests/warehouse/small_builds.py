"""Builds whose slow parts are stood in for: documents are files whose first line is a digest, conforming makes the miniature."""

import hashlib
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb

from expectations.results import CheckResult
from extract.discover import find_files
from extract.landing import ExtractionResult
from tests.warehouse import miniature
from warehouse.build import run_build
from warehouse.settings import Settings
from warehouse.steps import Steps

PASSED = CheckResult("raw", "always", "raw.documents", None, "critical", True, "0", "0")
WARNED = CheckResult("raw", "sometimes", "raw.documents", None, "warning", False, "1", "0")
FAILED = CheckResult("published", "never", "dim_project", None, "critical", False, "3", "0")


class SmallSteps(Steps):
    """The checks give ``results``; a step named in ``otherwise`` is that function instead."""

    def __init__(self, *results: CheckResult, **otherwise: Callable):
        self.results = list(results)
        vars(self).update(otherwise)

    def extract(self, settings, listener) -> ExtractionResult:
        """A file that says so is quarantined."""
        files = find_files(settings.documents)
        contents = [file.path.read_text(encoding="utf-8") for file in files]
        digest = hashlib.sha256("\0".join(contents).encode()).hexdigest()
        return ExtractionResult(live=[], digest=digest, new=len(files), quarantined=sum("quarantine" in content for content in contents))

    def blank(self, settings, progress) -> None:
        """None is needed."""

    def load(self, settings, extraction, held, facts, progress) -> list[CheckResult]:
        miniature.make_work(settings.work, facts)
        return []

    def conform(self, settings, progress, unmade=()) -> list[CheckResult]:
        content = [file.path.read_text(encoding="utf-8") for file in find_files(settings.documents)]
        with duckdb.connect(str(settings.work), read_only=True) as connection:
            (digest,) = connection.execute("select inputs_digest from raw.build").fetchone()
        miniature.make_candidate(settings.candidate, digest, is_empty=not any("rows" in text for text in content))
        if any("quarantine" in text for text in content):
            with duckdb.connect(str(settings.candidate)) as connection:
                miniature.insert(connection, "fact_quarantine", quarantine_key="q", document_key=miniature.KEY, subject="reading")
        return [replace(PASSED, suite="dbt")]

    def check(self, settings, released, progress) -> list[CheckResult]:
        return self.results


def identity(path: Path) -> tuple[int, int, int]:
    """What changes with a file's content or when it is replaced, and not when it is only read."""
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def offer(folder: Path, **files: str) -> Path:
    """A documents folder that holds exactly ``files``."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(run_build(Settings(Path(sys.argv[1]), Path(sys.argv[2]), releases_kept=2), steps=SmallSteps()))
