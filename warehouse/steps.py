"""The parts of a build that take libraries which are slow to load; each loads them when its turn comes."""

from collections.abc import Sequence
from pathlib import Path

from expectations.results import CheckResult
from extract.landing import ExtractionResult, Listener, extract_documents
from warehouse.faults import ChecksFailed
from warehouse.isolation import Held
from warehouse.progress import Progress
from warehouse.settings import DBT_PROJECT, Settings


class Steps:
    """Extraction, loading, conforming and checking, in this order. A build that does one of them otherwise passes a subclass."""

    def extract(self, settings: Settings, listener: Listener) -> ExtractionResult:
        """Raises ``DocumentsFolderError``."""
        return extract_documents(settings.documents, settings.raw, settings.jobs, listener, apart=settings.warehouse)

    def load(self, settings: Settings, extraction: ExtractionResult, held: Sequence[Held]) -> None:
        """Makes the work database from the live raw files, without the documents in ``held``."""
        from warehouse.candidate import load_raw
        from warehouse.corrections import read_corrections

        load_raw(settings.work, settings.raw, extraction, read_corrections(DBT_PROJECT / "corrections.csv"), held)

    def conform(self, settings: Settings, variables: dict[str, object], progress: Progress) -> list[CheckResult]:
        """Makes the candidate's tables with dbt; results of dbt's tests."""
        from warehouse.dbt_runner import run_dbt

        return run_dbt(DBT_PROJECT, settings.candidate, settings.work, settings.candidate_folder / "dbt", variables, progress)

    def check(self, settings: Settings, released: Path | None, progress: Progress) -> list[CheckResult]:
        """Results of the expectations on the candidate, beside the last release. Raises ``ChecksFailed`` where they cannot be asked."""
        from expectations.runner import run_suites
        from expectations.suites import SuiteError

        try:
            return run_suites(settings.candidate, released, settings.candidate_folder / "data_docs", progress)
        except SuiteError as error:
            raise ChecksFailed(f"the checks cannot be made: {error}; nothing is published, the old file stays") from None
