"""The founding document typeset as ruled PDFs, by three typesetters: read back, each gives the rows that its text gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.geometry.alignment import BY_ALIGNMENT
from extract.reading import read
from extract.rows import DocumentRows, settle_status
from tests.twin import converters, fonts, ruled_pdf
from tests.twin.flat_document import flat_document
from tests.twin.page_design import TITLE
from tests.twin.print_html import web_page
from tests.twin.records import LAYOUT, differences, founding_records, is_same_print, records_of

PROJECTS = 120
# Each puts the cuts into other rows; four together part rows in every column.
BOTTOM_MARGINS = (24.0, 40.0, 60.0, 80.0)


@pytest.fixture
def font(request: pytest.FixtureRequest) -> Path:
    return fonts.published_font() if request.param == "published" else request.getfixturevalue("truetype_font")


def assert_is_founding_document(rows: DocumentRows, *, is_disputed: bool = False) -> None:
    got = records_of(rows)
    assert len(got) == len(founding_records()) == PROJECTS
    assert not differences(got, founding_records())
    assert {row["layout"] for row in (*rows.project_rows, *rows.indicator_cells)} == {LAYOUT}
    assert [row["project_ordinal"] for row in rows.project_rows] == list(range(1, PROJECTS + 1))
    assert rows.document["title_text"] == TITLE
    tables = [(block["page_number"], block["outcome"], block["is_engine_disputed"]) for block in rows.page_blocks if block["outcome"] != "other_content"]
    assert tables == [(page, "target_table", is_disputed) for page in range(1, rows.document["page_count"] + 1)]


@pytest.mark.parametrize("bottom_margin", BOTTOM_MARGINS)
def test_reportlab_twin(tmp_path: Path, truetype_font: Path, bottom_margin: float) -> None:
    path = tmp_path / "twin.pdf"
    places = ruled_pdf.typeset(founding_records(), truetype_font, path, bottom_margin)
    assert sum(place.page_last > place.page for place in places) >= 5, "hardly a row is cut: the twin tests too little"
    rows = read(path, "extract.pdf")
    assert_is_founding_document(rows)
    assert [(row["page_number"], row["page_last"]) for row in rows.project_rows] == [(place.page, place.page_last) for place in places]


def test_twin_without_uprights(tmp_path: Path, truetype_font: Path) -> None:
    """Columns by the white between them alone; cells are broken over lines, centred, and hang over."""
    path = tmp_path / "twin.pdf"
    ruled_pdf.typeset(founding_records(), truetype_font, path, BOTTOM_MARGINS[0], gutter=2, keeps_rows=True)
    rows = read(path, "extract.pdf")
    assert_is_founding_document(rows)
    assert {block["reason"] for block in rows.page_blocks} == {BY_ALIGNMENT}


@pytest.mark.parametrize(("gutter", "keeps_rows"), [(0, True), (2, False)])
def test_twin_without_uprights_is_not_guessed(tmp_path: Path, truetype_font: Path, gutter: int, keeps_rows: bool) -> None:
    """No white between the columns where a mark hangs over; or a row cut by the page's end, which no rule closes."""
    path = tmp_path / "twin.pdf"
    ruled_pdf.typeset(founding_records(), truetype_font, path, BOTTOM_MARGINS[1], gutter=gutter, keeps_rows=keeps_rows)
    rows = read(path, "extract.pdf")
    expected = founding_records()
    assert all(record in expected for record in records_of(rows))
    assert sum(block["outcome"] == "unreadable" for block in rows.page_blocks) >= 10
    settle_status(rows)
    assert rows.document["status"] == ("loaded_in_part" if rows.project_rows else "quarantined")


@pytest.mark.slow
@pytest.mark.parametrize("font", ["published", "truetype"], indirect=True)
def test_libreoffice_twin(tmp_path: Path, font: Path) -> None:
    assert_is_founding_document(_printed(flat_document, "fodt", converters.print_with_libreoffice, tmp_path, font))


@pytest.mark.slow
@pytest.mark.parametrize("font", ["published", "truetype"], indirect=True)
def test_chromium_twin(tmp_path: Path, font: Path) -> None:
    rows = _printed(web_page, "html", converters.print_with_chromium, tmp_path, font)
    # Chromium sets CFF outlines as Type 3 fonts, whose characters the fast engine misreads: it must be noticed, and the slow engine serve.
    assert_is_founding_document(rows, is_disputed=font.suffix == ".otf")


def _printed(write: Callable, suffix: str, print_document: Callable[[Path, Path], Path], folder: Path, font: Path) -> DocumentRows:
    source = folder / f"twin.{suffix}"
    source.write_text(write(founding_records()), encoding="utf-8")
    return read(print_document(source, font), "extract.pdf")


def test_typesetting_again_gives_the_same_bytes(tmp_path: Path, truetype_font: Path) -> None:
    paths = [tmp_path / name for name in ("first.pdf", "second.pdf")]
    for path in paths:
        ruled_pdf.typeset(founding_records()[:20], truetype_font, path, BOTTOM_MARGINS[0])
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    ("got", "expected", "is_same"),
    [
        ("甲 乙", "甲 乙", True),
        ("甲乙", "甲 乙", True),
        ("甲 乙", "甲\u3000乙", True),
        ("甲乙", "甲\u3000 乙", True),
        ("甲 乙", "甲乙", False),
        ("甲", "甲乙", False),
        ("甲乙", "甲", False),
        ("乙甲", "甲乙", False),
        ("≥5", "≧5", False),
        ("（5）", "(5)", False),
    ],
)
def test_only_blanks_may_differ(got: str, expected: str, is_same: bool) -> None:
    assert is_same_print(got, expected) is is_same


def test_a_swapped_cell_and_a_lost_row_are_seen() -> None:
    records = founding_records()
    department, unit, *rest = records[0]
    swapped = [(unit, department, *rest), *records[1:]]
    assert [line.split(":")[0] for line in differences(swapped, records)] == ["row 1 主管部门", "row 1 预算单位"]
    assert differences(list(records[:-1]), records)[0] == "119 rows for 120"
