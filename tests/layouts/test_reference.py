"""Real documents against what their pages were read to say, whole row by whole row; the documents are not part of the project."""

from pathlib import Path

import pytest

from tests.layouts.reference import DOCUMENTS, KINDS, Score, compare, expectations, read_document, real_documents

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def documents() -> dict[str, Path]:
    if not DOCUMENTS.is_dir():
        pytest.skip(f"the real documents are not here ({DOCUMENTS.name})")
    return real_documents()


@pytest.mark.parametrize(("family", "expected"), expectations().items())
def test_whole_rows_of_a_family(family, expected, documents):
    here = [one for one in expected if one["sha256"] in documents]
    if not here:
        pytest.skip(f"no document of {family} is here")
    total = Score()
    for one in here:
        total += compare(one, read_document(documents[one["sha256"]]))
    for kind in KINDS:
        found = f"{family} {kind}: {total.equal[kind]} of {total.expected[kind]} expected, {total.read[kind]} read"
        assert min(total.recall(kind), total.precision(kind)) == 1.0, "\n".join([found, *total.differences[:20]])
