"""One warehouse of the kept documents (tests/drift/documents), built once for all tests of pages that show them. Nobody writes to it but its output."""

import io
import tempfile
from functools import cache
from pathlib import Path

from tests import drift
from warehouse.build import run_build
from warehouse.progress import Progress
from warehouse.settings import Settings

DOCUMENTS = Path(drift.__file__).parent / "documents"
_kept: list[tempfile.TemporaryDirectory[str]] = []  # removed when the process ends


@cache
def built() -> Settings:
    """Where the documents are and the warehouse of them."""
    _kept.append(tempfile.TemporaryDirectory())
    settings = Settings(DOCUMENTS, Path(_kept[-1].name), jobs=2)
    said = io.StringIO()
    assert run_build(settings, Progress(said)) == 0, said.getvalue()
    return settings
