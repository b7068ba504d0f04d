"""The account of each run, one JSON file for monitoring. Clock times stand here and not in the data."""

import json
import os
import resource
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from expectations.results import CheckResult
from extract.files import write_atomically
from warehouse.published import Published


@dataclass
class Account:
    """One run of the build, filled as it goes on. Counts are null until they are known."""

    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))
    ended: str | None = None
    wall_seconds: float | None = None
    cpu_seconds: float | None = None  # this process and its workers
    peak_memory_bytes: int | None = None  # of the largest process
    pid: int = field(default_factory=os.getpid)
    outcome: str = "running"  # published, unchanged, checks_failed, failed, locked, usage
    exit_status: int | None = None
    message: str | None = None
    documents_folder: str | None = None
    inputs_digest: str | None = None
    release: str | None = None  # name under which the file that was replaced is kept
    documents_new: int | None = None
    documents_unchanged: int | None = None
    documents_removed: int | None = None
    documents_quarantined: int | None = None
    documents_in_part: int | None = None
    held: dict[str, int] = field(default_factory=dict)  # documents, pages, indicators, readings and amounts of fact_quarantine
    pages: int | None = None
    projects: int | None = None
    indicators: int | None = None
    targets_by_kind: dict[str, int] = field(default_factory=dict)
    checks_passed: int | None = None
    checks_failed: int | None = None
    failed_checks: list[CheckResult] = field(default_factory=list)
    quarantined: list[dict[str, str]] = field(default_factory=list)  # file_path and reason
    stage_seconds: dict[str, float] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict, repr=False)  # first path by document key, to name places by
    _clock: float = field(default_factory=time.monotonic, repr=False)

    def describe(self, published: Published) -> None:
        """Takes over what a file says of itself."""
        counts = published.counts
        self.targets_by_kind, self.held, self.quarantined = published.targets_by_kind, published.held, published.quarantined
        self.documents_quarantined, self.documents_in_part = counts.get("quarantined_document_count"), counts.get("in_part_document_count")
        self.pages, self.projects, self.indicators = counts.get("page_count"), counts.get("project_count"), counts.get("indicator_count")
        self.checks_passed, self.checks_failed = counts.get("check_passed_count"), counts.get("check_failed_count")

    def finish(self, outcome: str, exit_status: int, message: str | None = None) -> None:
        self.outcome, self.exit_status, self.message = outcome, exit_status, message
        self.ended = datetime.now(UTC).isoformat(timespec="milliseconds")
        self.wall_seconds = round(time.monotonic() - self._clock, 3)
        own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu_seconds = round(own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime, 3)
        self.peak_memory_bytes = max(own.ru_maxrss, workers.ru_maxrss) * 1024

    def write(self, folder: Path) -> Path:
        """Writes the account as ``<start>-<pid>.json`` below ``folder``. Raises OSError."""
        folder.mkdir(exist_ok=True)
        stamp = self.started.replace("-", "").replace(":", "").partition("+")[0]
        path = folder / f"{stamp}Z-{self.pid}.json"
        account = {name: value for name, value in asdict(self).items() if not name.startswith("_") and name != "places"}
        write_atomically(path, json.dumps(account, ensure_ascii=False, indent=1).encode() + b"\n")
        return path
