"""Raised digits are marks and powers, no part of the number before them; whatever else is small or high stays a digit."""

from pathlib import Path

import pytest

from extract.pdf import read_pages
from extract.pdf.oxide import OxideDocument
from tests.pdf.generator import SEGMENTS, WORDS, line, text, write_pdf

# Widths of Helvetica, in thousandths of its size.
WIDTHS = {"L": 556, **dict.fromkeys("0123456789", 556), "m": 833, ".": 278, ",": 278, "-": 333, "+": 584, " ": 278, "x": 500, "%": 889, "/": 278}


def pieces(*parts: tuple[str, float, float], x: float = 155, y: float = 170) -> str:
    """Text pieces one behind the other: words, size, and by how much (points) they are raised."""
    drawn = []
    for words, size, rise in parts:
        drawn.append(f"BT /F1 {size} Tf {x} {y + rise} Td ({words}) Tj ET")
        x += sum(WIDTHS[character] for character in words) * size / 1000
    return " ".join(drawn)


def cell_of(content: str, folder: Path) -> str:
    (page,) = read_pages(write_pdf(folder / "raised.pdf", [" ".join((*(line(*segment) for segment in SEGMENTS), *WORDS, content))]), ("indicator",))
    assert not page.is_unreadable, page.reason
    return next(cell.text for cell in page.tables[0].cells if (cell.row, cell.column) == (2, 1))


@pytest.mark.parametrize("share", [0.5, 0.6, 0.7, 0.83])
@pytest.mark.parametrize("rise", [0.25, 0.33, 0.5, 0.6])
@pytest.mark.parametrize("size", [7, 10, 14])
def test_a_smaller_digit_above_the_line_is_raised(size: float, rise: float, share: float, tmp_path: Path) -> None:
    for digit, raised in zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True):
        content = pieces(("120", size, 0), (digit, share * size, rise * size), ("L", size, 0))
        assert cell_of(content, tmp_path) == f"120{raised}L"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param((("10", 10, 0), ("-12", 6, 4)), "10⁻¹²", id="a power with a sign"),
        pytest.param((("1,280.50", 10, 0), ("3", 6, 4)), "1,280.50³", id="a mark behind an amount"),
        pytest.param((("5m", 10, 0), ("2", 6, 4), ("/m", 10, 0), ("3", 6, 4)), "5m²/m³", id="units"),
        pytest.param((("2", 6, 4), ("120", 10, 0)), "²120", id="a mark before a number"),
        pytest.param((("95%", 10, 0), ("12", 5, 5)), "95%¹²", id="a mark of two digits"),
    ],
)
def test_marks_and_powers(parts: tuple[tuple[str, float, float], ...], expected: str, tmp_path: Path) -> None:
    assert cell_of(pieces(*parts), tmp_path) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param((("120", 10, 0), ("5", 6, 0)), "1205", id="smaller on the line"),
        pytest.param((("120", 10, 0), ("5", 6, 1)), "1205", id="smaller and in the middle of the line's height"),
        pytest.param((("5m", 10, 0), ("2", 6, -2)), "5m2", id="lowered"),
        pytest.param((("120", 10, 0), ("5", 10, 2)), "1205", id="no smaller"),
    ],
)
def test_other_small_or_shifted_digits_stay(parts: tuple[tuple[str, float, float], ...], expected: str, tmp_path: Path) -> None:
    assert cell_of(pieces(*parts), tmp_path) == expected


def test_a_small_digit_in_the_next_cell_stays(tmp_path: Path) -> None:
    content = " ".join((pieces(("120", 10, 0), x=232.5), pieces(("5", 6, 3.5), x=251)))
    assert cell_of(content, tmp_path) == "120"


def test_a_small_line_above_a_larger_one_stays(tmp_path: Path) -> None:
    content = " ".join((pieces(("12", 6, 0), y=182), pieces(("345", 10, 0), y=164)))
    assert cell_of(content, tmp_path) == "12\n345"


@pytest.mark.parametrize("engine", ["pdf_oxide", "pdfplumber"])
@pytest.mark.parametrize(("mark", "raised"), [("3", "³"), ("-12", "⁻¹²")])
def test_a_rise_within_a_text(mark: str, raised: str, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By an operator of its own, which the engines leave out of where a character stands."""
    if engine == "pdfplumber":
        monkeypatch.setattr(OxideDocument, "recovery", lambda self: "cross-reference table rebuilt")
    content = f"BT /F1 10 Tf 155 170 Td (120) Tj /F1 6 Tf 4 Ts ({mark}) Tj /F1 10 Tf 0 Ts (L) Tj ET"
    assert cell_of(content, tmp_path) == f"120{raised}L"


def test_raised_digits_of_a_turned_page(tmp_path: Path) -> None:
    upright = " ".join((*(line(*segment) for segment in SEGMENTS), *WORDS, pieces(("120", 10, 0), ("3", 6, 4))))
    (page,) = read_pages(write_pdf(tmp_path / "turned.pdf", [f"0 1 -1 0 300 0 cm {upright}"], "/MediaBox[0 0 300 400]"), ("indicator",))
    assert next(cell.text for cell in page.tables[0].cells if (cell.row, cell.column) == (2, 1)) == "120³"


def test_a_mark_at_a_label_that_runs_upwards(tmp_path: Path) -> None:
    label = f"{text(200, 163, '12', matrix='0 1 -1 0')} BT /F1 6 Tf 0 1 -1 0 {200 - 4} {163 + 11.12} Tm (3) Tj ET"
    assert cell_of(label, tmp_path) == "12³"
