"""The parts of a build that take libraries which are slow to load; each loads them when its turn comes."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.results import CheckResult
from extract.landing import ExtractionResult, Listener, extract_documents
from warehouse.faults import ChecksFailed
from warehouse.isolation import Held
from warehouse.progress import Progress
from warehouse.settings import DBT_PROJECT, Settings
from warehouse.versions import BuildFacts

if TYPE_CHECKING:
    from warehouse.conform.blank import Blank


class Steps:
    """Extraction, loading, conforming and checking, in this order. A build that does one of them otherwise passes a subclass."""

    def extract(self, settings: Settings, listener: Listener) -> ExtractionResult:
        """Raises ``DocumentsFolderError``."""
        return extract_documents(settings.documents, settings.raw, settings.jobs, listener, apart=settings.warehouse)

    def blank(self, settings: Settings, progress: Progress) -> "Blank":
        """The blank warehouse that a build starts from."""
        from warehouse.conform.blank import blank_of

        return blank_of(DBT_PROJECT, settings.blanks, progress)

    def load(self, settings: Settings, extraction: ExtractionResult, held: Sequence[Held], facts: BuildFacts, progress: Progress) -> None:
        """Starts both databases from the blank warehouse and puts in the live raw rows, without those of documents in ``held``."""
        from warehouse.candidate import load_raw
        from warehouse.corrections import read_corrections

        blank = self.blank(settings, progress)
        shutil.copyfile(blank.published, settings.candidate)
        shutil.copyfile(blank.work, settings.work)
        load_raw(settings.work, settings.raw, extraction, read_corrections(DBT_PROJECT / "corrections.csv"), held, facts)

    def conform(self, settings: Settings, progress: Progress) -> list[CheckResult]:
        """Fills the tables of both databases; results of dbt's tests."""
        from warehouse.conform.fill import fill

        return fill(self.blank(settings, progress), settings.candidate, settings.work, progress)

    def check(self, settings: Settings, released: Path | None, progress: Progress) -> list[CheckResult]:
        """Results of the expectations on the candidate, beside the last release. Raises ``ChecksFailed`` where they cannot be asked."""
        from expectations.runner import run_suites
        from expectations.suites import SuiteError

        try:
            return run_suites(settings.candidate, released, settings.candidate_folder / "data_docs", progress)
        except SuiteError as error:
            raise ChecksFailed(f"the checks cannot be made: {error}; nothing is published, the old file stays") from None
