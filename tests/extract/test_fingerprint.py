"""A document is read anew where something that its reader is made of has changed, and nowhere else."""

import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from extract import fingerprint
from extract.dispatch import LANDING
from extract.formats import reader_of, readers

EXTRACT = Path(fingerprint.__file__).parent
FORMATS = ("pdf", "html", "text", "xlsx", "docx")


def _of_all() -> dict[str, str]:
    fingerprint.fingerprint.cache_clear()
    return {name: fingerprint.fingerprint(reader_of(name), "extract.reading", LANDING) for name in FORMATS}


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Iterator[Path]:
    """A copy of the package's sources, of which the fingerprints are taken."""
    copied = shutil.copytree(EXTRACT, tmp_path_factory.mktemp("copy") / "extract", ignore=shutil.ignore_patterns("__pycache__"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprint, "_PACKAGE", copied)
        yield copied
    fingerprint.fingerprint.cache_clear()


@pytest.mark.parametrize(
    ("changed", "read_anew"),
    [
        ("pdf/covered.py", ["pdf"]),
        ("pdf/symbol_fonts.yml", ["pdf"]),
        ("geometry/watermark.py", ["pdf"]),
        ("geometry/lattice.py", ["pdf", "html"]),
        ("geometry/drawn.py", ["html", "text", "xlsx", "docx"]),
        ("html/css.py", ["html"]),
        ("html/furniture.yml", ["html"]),
        ("text_layer/rows.py", ["text"]),
        ("spreadsheet/blocks.py", ["xlsx"]),
        ("word/tables.py", ["docx"]),
        ("packages.py", ["xlsx", "docx"]),
        ("encodings.py", ["html", "text"]),
        ("pages.py", list(FORMATS)),
        ("layouts/flow.py", list(FORMATS)),
        ("layouts/declarations/mof_form.yml", list(FORMATS)),
        ("traditional.txt", list(FORMATS)),
        ("reasons.yml", list(FORMATS)),
        ("frames.py", list(FORMATS)),
        ("formats.yml", []),
        ("formats.py", []),
        ("manifest.py", []),
        ("workers.py", []),
        ("landing.py", []),
    ],
)
def test_what_a_change_reads_anew(package, changed, read_anew):
    before = _of_all()
    path = package / changed
    path.write_bytes(path.read_bytes() + b"\n# changed\n")
    after = _of_all()
    assert [name for name in FORMATS if after[name] != before[name]] == read_anew


def test_libraries_count_with_their_versions_for_the_readers_that_take_them():
    libraries = {name: fingerprint.made_of(reader_of(name))[1] for name in FORMATS}
    assert "pdf_oxide" in libraries["pdf"] and "pdf_oxide" not in libraries["html"]
    assert "selectolax" in libraries["html"] and "selectolax" not in libraries["pdf"] | libraries["text"]
    assert all(version(name) for names in libraries.values() for name in names)
    assert readers() == {reader_of(name) for name in FORMATS}
