"""Real documents against what their pages were read to say, whole row by whole row; the documents are not part of the project."""

import hashlib
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from extract import html, pdf
from extract.layouts import gate_words, read_layouts
from extract.rows import DocumentRows
from tests.layouts.reference import Score, compare

REFERENCE = Path(__file__).parents[1] / "reference"
DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
SOURCES = {".pdf": pdf.read_pages, ".html": html.read_pages}
KINDS = ("target_page", "project", "money", "indicator", "indicator_count", "total")
# Rows that differ for a reason known and written down in the expectation's notes or on the page: a share of 1 where none does.
LEAST = {"beijing": 0.95, "xian": 0.95, "yantai": 0.995}

pytestmark = pytest.mark.slow


def _rows(path: Path) -> DocumentRows:
    return read_layouts(SOURCES[path.suffix](path, gate_words()))


def _expectations() -> dict[str, list[dict]]:
    found = defaultdict(list)
    for file in sorted(REFERENCE.glob("*/*.yml")):
        found[file.parent.name].append(yaml.safe_load(file.read_text(encoding="utf-8")))
    return found


@pytest.fixture(scope="module")
def documents() -> dict[str, Path]:
    if not DOCUMENTS.is_dir():
        pytest.skip(f"the real documents are not here ({DOCUMENTS.name})")
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for suffix in SOURCES for path in sorted(DOCUMENTS.glob(f"*/*{suffix}"))}


@pytest.mark.parametrize(("family", "expectations"), _expectations().items())
def test_whole_rows_of_a_family(family, expectations, documents):
    here = [one for one in expectations if one["sha256"] in documents]
    if not here:
        pytest.skip(f"no document of {family} is here")
    scores = [compare(one, _rows(documents[one["sha256"]])) for one in here]
    differences = [text for score in scores for text in score.differences]
    for kind in KINDS:
        total = Score()
        for score in scores:
            total.expected[kind] += score.expected[kind]
            total.read[kind] += score.read[kind]
            total.equal[kind] += score.equal[kind]
        found = f"{family} {kind}: {total.equal[kind]} of {total.expected[kind]} expected, {total.read[kind]} read"
        assert min(total.recall(kind), total.precision(kind)) >= LEAST.get(family, 1.0), "\n".join([found, *differences[:20]])
