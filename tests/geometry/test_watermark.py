"""What is printed over or under a table belongs to none of its cells; what only looks like it stays."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extract.geometry.glyphs import Glyphs
from extract.geometry.rules import Rules
from extract.geometry.watermark import MIXED, SLANTED, overlay
from extract.pages import Page
from extract.pdf import read_pages
from tests.pdf.generator import EXPECTED, SEGMENTS, WORDS, first_extra, line, text, write_pdf

TABLE = " ".join((*(line(*segment) for segment in SEGMENTS), *WORDS))
PALE, BLACK = "0.8 g", "0 g"
STATES = "/ExtGState<</Faint<</ca 0.25>>>>"


def stamp(x: float, y: float, words: str, size: float, ink: str, degrees: float = 0) -> str:
    turn = math.radians(degrees)
    a, b = round(math.cos(turn), 5), round(math.sin(turn), 5)
    return f"q {ink} BT /F1 {size} Tf {a} {b} {-b} {a} {x} {y} Tm ({words}) Tj ET Q"


def tiles(words: str, size: float, ink: str, degrees: float = 0, step: tuple[int, int] = (70, 43)) -> str:
    return " ".join(stamp(x, y, words, size, ink, degrees) for y in range(12, 300, step[1]) for x in range(8, 400, step[0]))


def read(path: Path) -> Page:
    (page,) = read_pages(path, ("indicator",))
    return page


def assert_as_without(page: Page, left_out: int | None = None) -> None:
    assert not page.is_unreadable, page.reason
    (table,) = page.tables
    assert {(cell.row, cell.column, cell.row_span, cell.column_span): cell.text for cell in table.cells} == EXPECTED
    assert not page.lines
    assert page.visible_character_count == sum(len(value.replace("\n", "").replace(" ", "")) for value in EXPECTED.values())
    if left_out is not None:
        assert page.hidden_character_count == left_out


@pytest.mark.parametrize("is_over", [True, False], ids=["over", "under"])
@pytest.mark.parametrize(
    "mark",
    [
        *(
            pytest.param(stamp(90, 150, "CONFIDENTIAL", 26, ink, degrees), id=f"{degrees} degrees {ink}")
            for degrees in (12, 30, 45, 60, 315)
            for ink in (PALE, BLACK)
        ),
        *(pytest.param(tiles("draft", 11, ink, degrees), id=f"tiles {degrees} {ink}") for degrees in (20, 45, -30) for ink in (PALE, BLACK)),
        *(
            pytest.param(stamp(x, y, "CONFIDENTIAL", 24, ink, degrees), id=f"{degrees} degrees {ink}")
            for degrees, x, y in ((90, 170, 95), (270, 160, 280), (180, 340, 200))
            for ink in (PALE, BLACK)
        ),
        pytest.param(stamp(60, 185, "CONFIDENTIAL", 40, PALE), id="large and pale"),
        pytest.param(stamp(60, 185, "CONFIDENTIAL", 40, BLACK), id="large"),
        pytest.param(stamp(60, 198, "only for use within", 12, PALE), id="pale and no larger"),
        pytest.param(stamp(60, 185, "CONFIDENTIAL", 40, "/Faint gs"), id="faint"),
        pytest.param(tiles("draft", 14, PALE), id="level pale tiles"),
        pytest.param(tiles("draft", 14, "/Faint gs"), id="level faint tiles"),
        pytest.param(tiles("draft", 16, BLACK), id="level large tiles"),
        pytest.param(tiles("draft", 10, BLACK, step=(37, 13)), id="level tiles of the text's own size and ink"),
    ],
)
def test_a_watermark_is_in_no_cell(mark: str, is_over: bool, tmp_path: Path) -> None:
    content = f"{TABLE} {mark}" if is_over else f"{mark} {TABLE}"
    page = read(write_pdf(tmp_path / "mark.pdf", [content], resources=STATES))
    printed = sum(len(piece.split(")")[0].replace(" ", "")) for piece in mark.split("(")[1:])
    assert_as_without(page, printed if "draft" not in mark else None)
    assert page.hidden_character_count > 0


def test_a_watermark_in_a_form_object(tmp_path: Path) -> None:
    mark = stamp(60, 185, "CONFIDENTIAL", 40, PALE).encode()
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</Font<</F1 3 0 R>>>>/Length %d>>stream\n%s\nendstream" % (len(mark), mark)
    page = read(write_pdf(tmp_path / "form.pdf", [f"/X Do {TABLE}"], objects=[form], resources=f"/XObject<</X {first_extra(1)} 0 R>>"))
    assert_as_without(page, len("CONFIDENTIAL"))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param(text(205, 170, "runs on over the rule"), "runs on over the rule", id="a text too long for its cell"),
        pytest.param(f"q {PALE} {text(155, 170, 'grey')} Q", "grey", id="grey text"),
        pytest.param(f"q {PALE} {text(215, 170, 'grey text')} Q", "grey text", id="grey text that runs over a rule"),
        pytest.param(f"q {PALE} {text(215, 170, 'grey text')} Q {text(255, 170, 'own')}", "own", id="grey text that runs into the next"),
        pytest.param(f"q {PALE} {text(155, 170, 'grey')} {text(255, 170, 'grey')} Q", "grey", id="grey text twice"),
    ],
)
def test_text_of_a_cell_stays(more: str, expected: str, tmp_path: Path) -> None:
    page = read(write_pdf(tmp_path / "text.pdf", [f"{TABLE} {more}"]))
    assert page.hidden_character_count == 0
    printed = "".join(cell.text for cell in page.tables[0].cells if cell.row == 2)
    assert expected.replace(" ", "") in printed.replace(" ", "")


def test_a_title_that_stands_on_the_line_below_stays(tmp_path: Path) -> None:
    title = "BT /F1 18 Tf 60 272 Td (Budget performance) Tj ET"
    page = read(write_pdf(tmp_path / "title.pdf", [f"{TABLE} {title} {text(60, 268, '2026, in ten thousands of yuan')}"]))
    assert page.hidden_character_count == 0
    assert not page.is_unreadable


def test_a_page_in_grey_has_no_watermark(tmp_path: Path) -> None:
    page = read(write_pdf(tmp_path / "grey.pdf", [f"q 0.6 g {TABLE} Q {text(20, 280, 'black')}"]))
    assert page.hidden_character_count == 0
    assert {cell.text for cell in page.tables[0].cells} == set(EXPECTED.values())


def set_lines(lines: Sequence[tuple[str, float, float, float]], angle: int = 0, size: float = 10) -> Glyphs:
    """Characters of ``lines`` (text, x, y, and how far apart), all as wide as half their size."""
    text, x, y = zip(*((character, x + step * number, y) for words, x, y, step in lines for number, character in enumerate(words)), strict=True)
    count = len(text)
    return Glyphs(np.array(text), np.array(x, float), np.array(y, float), np.full(count, size / 2), np.full(count, size), np.full(count, angle))


NO_RULES = Rules(np.empty((0, 3)), np.empty((0, 3)))


def test_a_page_whose_own_text_is_slanted_cannot_be_read() -> None:
    alphabet = "".join(map(chr, range(0x4E00, 0x4E00 + 60)))
    found = overlay(set_lines([(alphabet, 20, 20, 5)], angle=11), None, NO_RULES)
    assert found.doubt == SLANTED


def test_tiles_that_cannot_be_told_from_what_they_cover_make_a_page_unreadable() -> None:
    own = [(f"{number}abcdefgh", 20, 20 * number, 5) for number in range(1, 8)]
    over = [("xyz", 22 + 25 * (number % 2), 20 * number - 3, 5) for number in range(1, 6)]
    found = overlay(set_lines([*own, *over]), None, NO_RULES)
    assert found.doubt == MIXED
    # A rule through one of them says which.
    ruled = overlay(set_lines([*own, *over]), None, Rules(np.array([[12.0, 40, 60]]), np.empty((0, 3))))
    assert ruled.doubt is None
    assert ruled.is_overlay.sum() == 3 * len(over) and not ruled.is_overlay[: 9 * len(own)].any()


def test_lines_that_run_into_the_next_row_stay() -> None:
    """Text too high for its row, as spreadsheets print it: no line is larger, paler or the same again."""
    found = overlay(set_lines([("first line of a cell", 20, 20, 5), ("other line of a cell", 20, 23, 5)]), None, NO_RULES)
    assert not found.is_overlay.any()
    assert found.doubt is None
