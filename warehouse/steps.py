"""The parts of a build that take libraries which are slow to load; each loads them when its turn comes."""

import shutil
from collections.abc import Iterable, Sequence
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
    from warehouse.live import Live


class Steps:
    """Extraction, loading, conforming and checking, in this order. A build that does one of them otherwise passes a subclass."""

    def extract(self, settings: Settings, listener: Listener) -> ExtractionResult:
        """Raises ``DocumentsFolderError``."""
        return extract_documents(settings.documents, settings.raw, settings.jobs, listener, apart=settings.warehouse)

    def blank(self, settings: Settings, progress: Progress) -> "Blank":
        """The blank warehouse that a build starts from."""
        from warehouse.conform.blank import blank_of

        return blank_of(DBT_PROJECT, settings.blanks, progress)

    def load(self, settings: Settings, extraction: ExtractionResult, held: Sequence[Held], facts: BuildFacts, progress: Progress) -> list[CheckResult]:
        """Starts the candidate from the blank warehouse and brings the kept rows of documents up to date, without those of documents in ``held``.

        The results are those of what could not be made.
        """
        from warehouse.candidate import load_facts
        from warehouse.conform.fill import fill
        from warehouse.conform.kept import bring_up_to_date, plan
        from warehouse.corrections import read_corrections
        from warehouse.live import Live

        blank = self.blank(settings, progress)
        shutil.copyfile(blank.published, settings.candidate)
        live = Live(settings.raw, extraction, read_corrections(DBT_PROJECT / "corrections.csv"), held)
        nodes = plan(blank.nodes).of_documents
        unmade = [node.name for node in blank.nodes if node.fault]

        def make(keys: Sequence[str], work: Path) -> list[CheckResult]:
            self.load_raw(live, keys, work, facts)
            return fill(nodes, None, work, progress, unmade, settings.memory)

        results = bring_up_to_date(settings.work, blank, facts.least_coverage, live.signatures(), live.sizes(), make)
        load_facts(settings.work, settings.raw, extraction, facts)
        return results

    def load_raw(self, live: "Live", keys: Sequence[str], work: Path, facts: BuildFacts) -> None:
        """Puts the raw rows of documents into ``work``, a copy of the blank's work database."""
        live.load(keys, work, facts)

    def conform(self, settings: Settings, progress: Progress, unmade: Iterable[str] = ()) -> list[CheckResult]:
        """Fills the tables of the release; results of dbt's tests. ``unmade`` are models of documents that could not be made."""
        from warehouse.conform.fill import fill
        from warehouse.conform.kept import plan

        return fill(plan(self.blank(settings, progress).nodes).of_release, settings.candidate, settings.work, progress, unmade, settings.memory)

    def check(self, settings: Settings, released: Path | None, progress: Progress) -> list[CheckResult]:
        """Results of the expectations on the candidate, beside the last release. Raises ``ChecksFailed`` where they cannot be asked."""
        from expectations.runner import run_suites
        from expectations.suites import SuiteError

        try:
            return run_suites(settings.candidate, released, settings.candidate_folder / "data_docs", progress)
        except SuiteError as error:
            raise ChecksFailed(f"the checks cannot be made: {error}; nothing is published, the old file stays") from None
