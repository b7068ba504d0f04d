"""``python -m warehouse.build``: documents in, a published warehouse out, or the reason why not and the old file untouched.

Exit status: 0 published or unchanged, 1 the machine did not let it (no space, no permission), 2 usage, 3 a check of the release failed
and the old file stays, 4 another build holds the lock, 5 published or unchanged but something is held back (documents, readings) and
STRICT=1 asked to say so.
"""

import json
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from expectations.results import CheckResult, Place
from extract.discover import DocumentsFolderError, find_files
from extract.landing import LIVE_SET, ExtractionResult, damaged_folders, extract_documents
from warehouse import inputs, isolation
from warehouse.faults import BuildFault, ChecksFailed, UsageFault, first_line, is_of_database, of_system
from warehouse.lock import build_lock
from warehouse.progress import Progress
from warehouse.publish import publish
from warehouse.reading_bar import ReadingBar
from warehouse.runs import Run
from warehouse.settings import Settings, parse

HELD_AND_STRICT = 5
_PLACES = 3  # places of a failed check named with it
_NAMED = 20  # failed checks named on the terminal; all are in the run's account and in check_result


@dataclass(frozen=True, slots=True)
class Steps:
    """The parts of a build that take libraries which are slow to load; they are loaded when their turn comes."""

    extract: Callable[..., ExtractionResult] = extract_documents
    load: Callable[[Settings, ExtractionResult, Sequence[isolation.Held]], None] = None
    conform: Callable[[Settings, dict, Progress], list[CheckResult]] = None
    check: Callable[[Settings, Path | None, Progress], list[CheckResult]] = None

    def __post_init__(self) -> None:
        for name, default in (("load", _load), ("conform", _conform), ("check", _check)):
            if getattr(self, name) is None:
                object.__setattr__(self, name, default)


def _load(settings: Settings, extraction: ExtractionResult, held: Sequence[isolation.Held]) -> None:
    from extract.raw_schema import SCHEMAS
    from warehouse import candidate
    from warehouse.corrections import read_corrections

    corrections = read_corrections(inputs.DBT_PROJECT / "corrections.csv")
    document_files = json.loads((settings.raw / LIVE_SET).read_text(encoding="utf-8"))["document_files"]
    files = candidate.raw_files(settings.raw, SCHEMAS, extraction.live)
    candidate.load_raw(settings.work, SCHEMAS, files, settings.raw / document_files, corrections, held)


def _conform(settings: Settings, variables: dict, progress: Progress) -> list[CheckResult]:
    from warehouse.dbt_runner import run_dbt

    return run_dbt(inputs.DBT_PROJECT, settings.candidate, settings.work, settings.candidate_folder / "dbt", variables, progress)


def _check(settings: Settings, released: Path | None, progress: Progress) -> list[CheckResult]:
    from expectations.runner import run_suites
    from expectations.suites import SuiteError

    try:
        return run_suites(settings.candidate, settings.work, released, settings.candidate_folder / "data_docs", progress)
    except SuiteError as error:
        raise ChecksFailed(f"the checks cannot be made: {error}; nothing is published, the old file stays") from None


def build(settings: Settings, run: Run, progress: Progress, steps: Steps | None = None) -> str:
    """One build under the lock. Fills ``run`` and returns its outcome, ``published`` or ``unchanged``. Raises ``BuildFault``."""
    steps = steps or Steps()
    published = inputs.read_published(settings.published)
    _refuse_empty_folder(settings, published)
    with _stage(run, progress, "reading documents"):
        extraction = _extract(settings, steps, progress)
    for complaint in extraction.complaints:
        progress.line(complaint)
    run.documents_new, run.documents_unchanged = extraction.new, extraction.unchanged
    run.documents_removed, run.documents_quarantined = extraction.removed, extraction.quarantined
    run.inputs_digest = inputs.inputs_digest(extraction.digest, settings.least_coverage, settings.faulty)
    if published and published.inputs_digest == run.inputs_digest:
        _describe_unchanged(run, published)
        return "unchanged"

    from warehouse import candidate

    with _stage(run, progress, "verifying raw files"):
        extraction = _mended(settings, steps, progress, extraction)
    variables = {
        "inputs_digest": run.inputs_digest,
        "extractor_version": inputs.extractor_version(),
        "conforming_version": inputs.conforming_version(),
        "least_coverage": settings.least_coverage,
        "library_versions": json.dumps(inputs.library_versions(), sort_keys=True),
    }
    results = _isolated(settings, run, progress, steps, extraction, variables, settings.published if published else None)
    _judge(run, results, settings.allow_empty)
    run.checks_passed, run.checks_failed = candidate.record_checks(settings.candidate, results)
    for name, value in candidate.counts(settings.candidate).items():
        setattr(run, name, value)
    if run.projects == 0 and published and published.has_rows and not settings.allow_empty:
        raise ChecksFailed("the documents give no project and would replace a release that has some; the old file stays (ALLOW_EMPTY=1 allows it)")
    with _stage(run, progress, "publishing"):
        candidate.close_for_good(settings.candidate)
        # Before the file itself: once that is replaced the next build finds nothing to do, and would not make up for what a kill left out.
        _show_data_docs(settings)
        settings.work.unlink(missing_ok=True)
        release = publish(settings.candidate, settings.published, settings.releases, settings.releases_kept, (published and published.inputs_digest) or "")
        run.release = release.name if release else None
    return "published"


def _isolated(
    settings: Settings, run: Run, progress: Progress, steps: Steps, extraction: ExtractionResult, variables: dict, released: Path | None
) -> list[CheckResult]:
    """Results of the checks on the candidate, built anew without the documents that failed checks name, at most so often."""
    from warehouse import candidate

    held: list[isolation.Held] = []
    for turn in range(1 + isolation.MOST_REBUILDS):
        with _stage(run, progress, "loading raw rows"):
            candidate.start_afresh(settings.candidate_folder)
            steps.load(settings, extraction, held)
        with _stage(run, progress, "conforming"):
            results = steps.conform(settings, variables, progress)
        if not _unbuilt(results):
            with _stage(run, progress, "checking"):
                results = results + steps.check(settings, released, progress)
        more = isolation.newly_held(held, settings.work, results, settings.faulty == "hold")
        if not more or turn == isolation.MOST_REBUILDS:
            break
        paths = candidate.document_paths(settings.work)
        for document in sorted({one.document_key for one in more}):
            first = next(one for one in more if one.document_key == document)
            row = first.expected if first.expected.startswith(document) else ""
            place = Place(document, first.page_number, row)
            progress.line(f"held back: {isolation.named(place, paths)}: {first.check_name}; the rest is built once more")
        held += more
    run.places = candidate.document_paths(settings.work)
    return results


def _refuse_empty_folder(settings: Settings, published: inputs.Published | None) -> None:
    try:
        is_empty = not find_files(settings.documents, settings.warehouse)
    except DocumentsFolderError as error:
        raise UsageFault(str(error)) from None
    if is_empty and published and published.has_rows and not settings.allow_empty:
        raise ChecksFailed(f"no document in {settings.documents}; the published file has rows and stays (ALLOW_EMPTY=1 allows an empty one)")


def _extract(settings: Settings, steps: Steps, progress: Progress) -> ExtractionResult:
    bar = ReadingBar(progress)
    try:
        return steps.extract(settings.documents, settings.warehouse, settings.jobs, bar)
    except DocumentsFolderError as error:
        raise UsageFault(str(error)) from None
    finally:
        bar.close()


def _mended(settings: Settings, steps: Steps, progress: Progress, extraction: ExtractionResult) -> ExtractionResult:
    """Documents whose raw files are no longer the bytes that were landed are read again; raw rows are never taken on trust."""
    damaged = damaged_folders(settings.warehouse)
    if not damaged:
        return extraction
    for folder in damaged:
        progress.line(f"raw/{folder} is not as it was landed; its document is read again")
        shutil.rmtree(settings.raw / folder, ignore_errors=True)
    again = _extract(settings, steps, progress)
    if again.digest != extraction.digest:
        raise BuildFault("documents changed while they were read; build again")
    return again


def _unbuilt(results: Sequence[CheckResult]) -> bool:
    """Whether a table is missing, so that nothing more can be checked."""
    return any(not result.is_passed and result.expected == "the model can be built" for result in results)


def _judge(run: Run, results: Sequence[CheckResult], allow_empty: bool) -> None:
    failed = sorted((result for result in results if not result.is_passed), key=lambda result: result.severity)
    run.checks_passed, run.checks_failed = len(results) - len(failed), len(failed)
    run.failed_checks = [asdict(result) for result in failed]
    critical = sum(result.severity == "critical" and not (allow_empty and result.check_name == "release_not_collapsed") for result in failed)
    if critical:
        raise ChecksFailed(f"{critical} of {len(results)} checks failed; nothing is published, the old file stays")


def _describe_unchanged(run: Run, published: inputs.Published) -> None:
    counts = published.counts
    run.targets_by_kind, run.held = published.targets_by_kind, published.held
    run.documents_quarantined, run.documents_in_part = counts.get("quarantined_document_count"), counts.get("in_part_document_count")
    run.checks_passed, run.checks_failed = counts.get("check_passed_count"), counts.get("check_failed_count")
    run.projects, run.indicators, run.pages = counts.get("project_count"), counts.get("indicator_count"), counts.get("page_count")


def _show_data_docs(settings: Settings) -> None:
    """The pages about the checks of this build in the place of the last ones'."""
    fresh = settings.candidate_folder / "data_docs"
    if fresh.is_dir():
        shutil.rmtree(settings.data_docs, ignore_errors=True)
        fresh.rename(settings.data_docs)


@contextmanager
def _stage(run: Run, progress: Progress, name: str) -> Iterator[None]:
    progress.stage(name)
    start = time.monotonic()
    try:
        yield
    finally:
        run.stage_seconds[name] = round(run.stage_seconds.get(name, 0) + time.monotonic() - start, 3)


def run_build(settings: Settings, progress: Progress | None = None, steps: Steps | None = None) -> int:
    """Builds, says how it went, keeps the account of the run, and returns the exit status."""
    progress = progress or Progress()
    run = Run(documents_folder=str(settings.documents))
    try:
        outcome, status = _attempt(settings, run, progress, steps)
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
    run.finish(outcome, status, message)
    _report(run, progress)
    try:
        run.write(settings.runs)
    except OSError as error:
        progress.line(f"the account of this run cannot be kept: {of_system(error)}")
    return status


def _attempt(settings: Settings, run: Run, progress: Progress, steps: Steps | None) -> tuple[str, int]:
    try:
        settings.warehouse.mkdir(parents=True, exist_ok=True)
        with build_lock(settings.lock) as left_behind:
            if left_behind:
                progress.line(left_behind)
            try:
                outcome = build(settings, run, progress, steps)
            except ChecksFailed:
                _show_data_docs(settings)
                raise
            except Exception:
                _free_space(settings)
                raise
    except OSError as error:
        raise of_system(error) from error
    except Exception as error:
        if is_of_database(error):
            raise BuildFault(f"the database could not be written or read: {first_line(error)}") from error
        raise
    return outcome, HELD_AND_STRICT if settings.strict and any(run.held.values()) else 0


def _free_space(settings: Settings) -> None:
    """A candidate that will never be finished is not left on a disk that may be full."""
    for path in settings.candidate_folder.glob("*.duckdb*"):
        try:
            path.unlink()
        except OSError:
            return


def _report(run: Run, progress: Progress) -> None:
    for document in run.quarantined if run.outcome == "published" else []:
        progress.line(f"quarantined: {document['file_path']}: {document['reason']}")
    if any(run.held.values()):
        progress.line("make quarantine lists what is held back and which readings were taken back, and why")
    for check in run.failed_checks[:_NAMED]:
        place = ".".join(part for part in (check["table_name"], check["column_name"]) if part)
        said = f"{check['severity']}: {check['suite']} {check['check_name']} ({place}): observed {check['observed']}, expected {check['expected']}"
        where = [isolation.named(Place(**one), run.places) for one in check["places"][:_PLACES]]
        progress.line(said + (f"; {'; '.join(where)}" if where else ""))
    if len(run.failed_checks) > _NAMED:
        progress.line(f"and {len(run.failed_checks) - _NAMED} more, all of them in the account of this run")
    if run.message:
        progress.line(f"{'error' if run.exit_status else 'note'}: {run.message}")
    if run.outcome in ("published", "unchanged", "checks_failed"):
        progress.line({"published": "published", "unchanged": "nothing changed, nothing to do", "checks_failed": "not published"}[run.outcome])
        for line in run.summary():
            progress.line(line)


def main(arguments: Sequence[str] | None = None) -> int:
    settings = parse(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return run_build(settings)


if __name__ == "__main__":
    sys.exit(main())
