"""Text that runs sideways or upside down on the page as displayed is read as when the page is turned, and keeps its places."""

from pathlib import Path

import pytest

from extract.geometry.turned import SIDEWAYS
from extract.pages import Box, Page
from extract.pdf import read_pages
from extract.pdf.oxide import OxideDocument
from tests.pdf.generator import EXPECTED, SEGMENTS, WORDS, line, text, write_pdf

UPRIGHT = " ".join((*(line(*segment) for segment in SEGMENTS), *WORDS))
# What takes the sheet of 400 by 300 points to a page on which its text runs in a direction, and how large that page is.
DIRECTIONS = {
    90: ("0 1 -1 0 300 0 cm", (300, 400)),
    180: ("-1 0 0 -1 400 300 cm", (400, 300)),
    270: ("0 -1 1 0 0 400 cm", (300, 400)),
}
# Where the table's corner of the first heading is displayed, in points from the page's top left.
FIRST_CELL = {0: (50, 50, 150, 80), 90: (50, 250, 80, 350), 180: (250, 220, 350, 250), 270: (220, 50, 250, 150)}


def read(path: Path) -> Page:
    (page,) = read_pages(path, ("indicator",))
    return page


def assert_read(page: Page, direction: int) -> None:
    assert not page.is_unreadable, page.reason
    (table,) = page.tables
    assert {(cell.row, cell.column, cell.row_span, cell.column_span): cell.text for cell in table.cells} == EXPECTED
    assert page.turn == direction
    assert (page.width, page.height) == (400, 300)
    assert page.hidden_character_count == 0
    assert page.as_displayed(table.cells[0].box) == pytest.approx(FIRST_CELL[direction], abs=0.5)


@pytest.mark.parametrize("engine", ["pdf_oxide", "pdfplumber"])
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_text_drawn_turned(direction: int, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if engine == "pdfplumber":
        monkeypatch.setattr(OxideDocument, "recovery", lambda self: "cross-reference table rebuilt")
    matrix, (width, height) = DIRECTIONS[direction]
    page = read(write_pdf(tmp_path / "turned.pdf", [f"{matrix} {UPRIGHT}"], f"/MediaBox[0 0 {width} {height}]"))
    assert page.engine == engine
    assert_read(page, direction)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_upright_text_on_a_page_that_is_displayed_turned(rotation: int, tmp_path: Path) -> None:
    assert_read(read(write_pdf(tmp_path / "rotate.pdf", [UPRIGHT], f"/MediaBox[0 0 400 300]/Rotate {rotation}")), 360 - rotation)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_number_of_the_page_may_stand_upright_on_it(direction: int, tmp_path: Path) -> None:
    matrix, (width, height) = DIRECTIONS[direction]
    number = text(20, 10, "page 12")
    page = read(write_pdf(tmp_path / "number.pdf", [f"q {matrix} {UPRIGHT} Q {number}"], f"/MediaBox[0 0 {width} {height}]"))
    assert_read(page, direction)
    assert [line.text for line in page.lines] == ["page 12"]


def test_a_label_that_runs_upwards_turns_nothing(tmp_path: Path) -> None:
    words = [word for word in WORDS if "merged" not in word]
    label = text(100, 165, "upward", matrix="0 1 -1 0")
    page = read(write_pdf(tmp_path / "label.pdf", [" ".join((*(line(*segment) for segment in SEGMENTS), *words, label))]))
    assert page.turn == 0
    assert {cell.text for cell in page.tables[0].cells if cell.column == 0} == {"indicator", "left\nupward"}


def test_a_table_that_lies_across_a_page_of_prose_cannot_be_read(tmp_path: Path) -> None:
    prose = " ".join(text(20, 780 - 14 * number, f"line {number} of prose about an indicator") for number in range(20))
    page = read(write_pdf(tmp_path / "mixed.pdf", [f"{prose} q 0 1 -1 0 400 20 cm {UPRIGHT} Q"], "/MediaBox[0 0 600 800]"))
    assert page.is_unreadable
    assert page.reason == SIDEWAYS


@pytest.mark.parametrize(("turn", "expected"), [(0, (10, 20, 40, 60)), (90, (20, 360, 60, 390)), (180, (360, 240, 390, 280)), (270, (240, 10, 280, 40))])
def test_a_box_is_taken_back_to_the_page_as_displayed(turn: int, expected: tuple[int, ...]) -> None:
    assert Page(1, 400, 300, "", "test", True, turn=turn).as_displayed(Box(10, 20, 40, 60)) == expected
