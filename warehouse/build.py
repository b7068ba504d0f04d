"""``python -m warehouse.build``: documents in, a published warehouse out, or the reason why not and the old file untouched.

Exit status: 0 published or unchanged, 1 the machine did not let it (no space, no permission), 2 usage, 3 a check of the release failed
and the old file stays, 4 another build holds the lock, 5 published or unchanged but something is held back (documents, readings) and
STRICT=1 asked to say so.
"""

import itertools
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from expectations.results import CheckResult, Place
from extract.discover import DocumentsFolderError, find_files
from extract.landing import LIVE_SET, ExtractionResult, damaged_folders
from warehouse import isolation, versions
from warehouse.account import Account
from warehouse.faults import BuildFault, ChecksFailed, UsageFault, first_line, is_of_database, of_system
from warehouse.lock import build_lock
from warehouse.progress import Progress
from warehouse.publish import publish
from warehouse.published import read_published
from warehouse.reading_bar import ReadingBar
from warehouse.settings import Settings, parse
from warehouse.steps import Steps
from warehouse.summary import summary

HELD_AND_STRICT = 5
# What earlier versions wrote beside the published file, and a file by which each is known.
_MOVED = {"raw": "manifest.json", "candidate": "dbt", "data_docs": "data_docs.css"}


@dataclass(slots=True)
class Build:
    """One build under the lock, told step by step to ``account`` and ``progress``."""

    settings: Settings
    account: Account
    progress: Progress
    steps: Steps

    def run(self) -> str:
        """The outcome, ``published`` or ``unchanged``. Raises ``BuildFault``."""
        settings, account = self.settings, self.account
        published = read_published(settings.published)
        is_guarded = published is not None and published.has_rows and not settings.allow_empty
        if not find_files(settings.documents, settings.warehouse) and is_guarded:
            raise ChecksFailed(f"no document in {settings.documents}; the published file has rows and stays (ALLOW_EMPTY=1 allows an empty one)")
        with self._stage("reading documents"):
            extraction = self._extract()
        for complaint in extraction.complaints:
            self.progress.line(complaint)
        account.documents_new, account.documents_unchanged, account.documents_removed = extraction.new, extraction.unchanged, extraction.removed
        account.documents_quarantined = extraction.quarantined
        account.inputs_digest = versions.inputs_digest(extraction.digest, settings.least_coverage, settings.faulty)
        if published and published.inputs_digest == account.inputs_digest:
            account.describe(published)
            return "unchanged"

        from warehouse import candidate

        with self._stage("verifying raw files"):
            extraction = self._mended(extraction)
        results = self._isolated(extraction, settings.published if published else None)
        self._judge(results)
        candidate.record_checks(settings.candidate, results)
        made = read_published(settings.candidate)
        if made is None or made.inputs_digest is None:
            raise BuildFault(f"{settings.candidate} cannot be read")
        account.describe(made)
        if is_guarded and not made.has_rows:
            raise ChecksFailed("the documents give no project and would replace a release that has some; the old file stays (ALLOW_EMPTY=1 allows it)")
        with self._stage("publishing"):
            candidate.close_for_good(settings.candidate)
            # Before the file itself: once that is replaced the next build finds nothing to do, and would not make up for what a kill left out.
            self.show_data_docs()
            old_digest = (published and published.inputs_digest) or ""
            release = publish(settings.candidate, settings.published, settings.releases, settings.releases_kept, old_digest)
            account.release = release.name if release else None
        return "published"

    def show_data_docs(self) -> None:
        """The pages about the checks of this build in the place of the last ones'."""
        fresh = self.settings.candidate_folder / "data_docs"
        if fresh.is_dir():
            shutil.rmtree(self.settings.data_docs, ignore_errors=True)
            fresh.rename(self.settings.data_docs)

    def _isolated(self, extraction: ExtractionResult, released: Path | None) -> list[CheckResult]:
        """Results of the checks on the candidate, built anew without the documents that failed checks name, at most so often."""
        from warehouse import candidate

        settings = self.settings
        facts = versions.build_facts(self.account.inputs_digest or "", settings.least_coverage)
        held: list[isolation.Held] = []
        with self._stage("preparing tables"):
            self.steps.blank(settings, self.progress)
        for turn in range(1 + isolation.MOST_REBUILDS):
            with self._stage("conforming documents"):
                candidate.start_afresh(settings.candidate_folder)
                unmade = self.steps.load(settings, extraction, held, facts, self.progress)
            with self._stage("conforming the release"):
                results = unmade + self.steps.conform(settings, self.progress, [str(result.table_name) for result in unmade if result.severity == "critical"])
            if not _unbuilt(results):
                with self._stage("checking"):
                    results = results + self.steps.check(settings, released, self.progress)
            more = isolation.newly_held(held, settings.work, results, settings.faulty == "hold")
            if not more or turn == isolation.MOST_REBUILDS:
                break
            paths = candidate.document_paths(settings.work)
            for document, places in itertools.groupby(more, lambda one: one.document_key):
                first = next(places)
                row = first.expected if first.expected.startswith(document) else ""
                place = Place(document, first.page_number, row)
                self.progress.line(f"held back: {isolation.named(place, paths)}: {first.check_name}; the rest is built once more")
            held += more
        self.account.places = candidate.document_paths(settings.work)
        return results

    def _extract(self) -> ExtractionResult:
        bar = ReadingBar(self.progress)
        try:
            return self.steps.extract(self.settings, bar)
        finally:
            bar.close()

    def _mended(self, extraction: ExtractionResult) -> ExtractionResult:
        """Documents whose raw files are no longer the bytes that were landed are read again; raw rows are never taken on trust."""
        damaged = damaged_folders(self.settings.raw)
        if not damaged:
            return extraction
        for folder in damaged:
            self.progress.line(f"raw/{folder} is not as it was landed; its document is read again")
            shutil.rmtree(self.settings.raw / folder, ignore_errors=True)
        again = self._extract()
        if again.digest != extraction.digest:
            raise BuildFault("documents changed while they were read; build again")
        return again

    def _judge(self, results: Sequence[CheckResult]) -> None:
        failed = sorted((result for result in results if not result.is_passed), key=lambda result: result.severity)
        self.account.checks_passed, self.account.checks_failed = len(results) - len(failed), len(failed)
        self.account.failed_checks = failed
        allowed = {"release_not_collapsed"} if self.settings.allow_empty else set()
        critical = sum(result.severity == "critical" and result.check_name not in allowed for result in failed)
        if critical:
            raise ChecksFailed(f"{critical} of {len(results)} checks failed; nothing is published, the old file stays")

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        self.progress.stage(name)
        start, seconds = time.monotonic(), self.account.stage_seconds
        try:
            yield
        finally:
            seconds[name] = round(seconds.get(name, 0) + time.monotonic() - start, 3)


def _unbuilt(results: Sequence[CheckResult]) -> bool:
    """Whether a table that is needed is missing, so that nothing more can be checked."""
    return any(not result.is_passed and result.severity == "critical" and result.expected == "the model can be built" for result in results)


def run_build(settings: Settings, progress: Progress | None = None, steps: Steps | None = None) -> int:
    """Builds, says how it went, keeps the account of the run, and returns the exit status."""
    progress = progress or Progress()
    account = Account(documents_folder=str(settings.documents))
    try:
        outcome, status = _attempt(Build(settings, account, progress, steps or Steps()))
        message = None
    except BuildFault as fault:
        outcome, status, message = fault.outcome, fault.status, str(fault)
    except (KeyboardInterrupt, SystemExit) as stop:
        code = stop.code if isinstance(stop, SystemExit) and isinstance(stop.code, int) else 130
        outcome, status, message = "stopped", code, "stopped before the end; the published file is as it was"
    except Exception as error:
        # Not foreseen: whoever mends it needs the whole story, and monitoring still needs its account.
        traceback.print_exc()
        outcome, status, message = "failed", BuildFault.status, f"{type(error).__name__}: {first_line(error)}"
    account.finish(outcome, status, message)
    for line in summary(account, settings):
        progress.line(line)
    try:
        account.write(settings.runs)
    except OSError as error:
        progress.line(f"the account of this run cannot be kept: {of_system(error)}")
    return status


def _attempt(build: Build) -> tuple[str, int]:
    settings = build.settings
    try:
        settings.warehouse.mkdir(parents=True, exist_ok=True)
        with build_lock(settings.lock) as left_behind:
            if left_behind:
                build.progress.line(left_behind)
            _take_over(settings)
            try:
                outcome = build.run()
            except ChecksFailed:
                build.show_data_docs()
                raise
            except Exception:
                _free_space(settings)
                raise
    except DocumentsFolderError as error:
        raise UsageFault(str(error)) from None
    except OSError as error:
        raise of_system(error) from error
    except Exception as error:
        if is_of_database(error):
            raise BuildFault(f"the database could not be written or read: {first_line(error)}") from error
        raise
    return outcome, HELD_AND_STRICT if settings.strict and any(build.account.held.values()) else 0


def _take_over(settings: Settings) -> None:
    """Moves what an earlier version wrote beside the published file to where it stands now. Raises OSError."""
    for name, mark in _MOVED.items():
        old, new = settings.warehouse / name, settings.work_folder / name
        if (old / mark).exists() and not new.exists() and not settings.documents.is_relative_to(old):
            settings.work_folder.mkdir(exist_ok=True)
            old.rename(new)
    if (settings.raw / "manifest.json").is_file():
        (settings.raw / "manifest.json").replace(settings.raw / LIVE_SET)


def _free_space(settings: Settings) -> None:
    """A candidate that will never be finished is not left on a disk that may be full."""
    for path in settings.candidate_folder.glob("*.duckdb*"):
        try:
            path.unlink()
        except OSError:
            return


def main(arguments: Sequence[str] | None = None) -> int:
    settings = parse(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return run_build(settings)


if __name__ == "__main__":
    sys.exit(main())
