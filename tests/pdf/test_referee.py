"""A page on which the fast engine loses or moves something is noticed, and another engine serves."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extract.geometry.glyphs import Glyphs
from extract.geometry.rules import Rules
from extract.pages import Page
from extract.pdf import read_pages
from extract.pdf.engine import EngineFailure
from extract.pdf.oxide import OxideDocument
from extract.pdf.plumber import PlumberDocument
from tests.pdf.generator import EXPECTED, SEGMENTS, WORDS, first_extra, gbk_font, gbk_text, line, text, write_pdf

Result = tuple[Glyphs, Rules, int]


def cells(page: Page) -> dict[tuple[int, int, int, int], str]:
    return {(cell.row, cell.column, cell.row_span, cell.column_span): cell.text for cell in page.tables[0].cells}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "page.pdf", [" ".join((*(line(*segment) for segment in SEGMENTS), *WORDS))])


def tampered(monkeypatch: pytest.MonkeyPatch, change: Callable[[Result], Result]) -> None:
    untouched = OxideDocument.read
    monkeypatch.setattr(OxideDocument, "read", lambda self, index, space, **options: change(untouched(self, index, space, **options)))


def lose_half(result: Result) -> Result:
    return result[0].take(np.arange(len(result[0]) // 2)), *result[1:]


def lose_one_kind(result: Result) -> Result:
    return result[0].take(result[0].text != "w"), *result[1:]


def move(result: Result) -> Result:
    return replace(result[0], x=result[0].x + 3), *result[1:]


def replace_one(result: Result) -> Result:
    return replace(result[0], text=np.where(result[0].text == "c", "x", result[0].text)), *result[1:]


@pytest.mark.parametrize("change", [lose_half, lose_one_kind, move, replace_one])
def test_lost_moved_and_changed_characters_are_noticed(change: Callable[[Result], Result], path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tampered(monkeypatch, change)
    (page,) = read_pages(path, ("indicator",))
    assert page.engine == "pdfplumber" and page.is_disputed
    assert page.reason and "pdf_oxide" in page.reason
    assert cells(page) == EXPECTED


def test_lost_rules_are_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tampered(monkeypatch, lambda result: (result[0], Rules(result[1].level[:2], result[1].upright), result[2] - 2))
    (page,) = read_pages(path, ("indicator",))
    assert page.engine == "pdfplumber" and "paths" in (page.reason or "")
    assert cells(page) == EXPECTED


def test_a_page_that_the_fast_engine_fails_on_is_read_by_another(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: OxideDocument, index: int, space: object, **options: bool) -> Result:
        raise EngineFailure("pdf_oxide fails on the page: ValueError: stream")

    monkeypatch.setattr(OxideDocument, "read", fail)
    (page,) = read_pages(path, ("indicator",))
    assert page.engine == "pdfplumber" and not page.is_disputed
    assert cells(page) == EXPECTED


def test_repaired_documents_are_read_by_another(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OxideDocument, "recovery", lambda self: "cross-reference table rebuilt")
    (page,) = read_pages(path, ("indicator",))
    assert page.engine == "pdfplumber" and "rebuilt" in (page.reason or "")


def test_where_all_are_at_odds_the_page_is_not_guessed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tampered(monkeypatch, lose_half)
    untouched = PlumberDocument.read
    monkeypatch.setattr(
        PlumberDocument, "read", lambda self, index, space: (untouched(self, index, space)[0].take(np.arange(5)), untouched(self, index, space)[1])
    )
    (page,) = read_pages(path, ("indicator",))
    assert page.is_unreadable and not page.tables
    assert "pdf_oxide" in (page.reason or "") and "pdfplumber" in (page.reason or "")


@pytest.mark.parametrize("shift", [0, 0.3, 1.0])
def test_bold_made_by_printing_twice_is_read_once_by_the_slow_engine_too(shift: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OxideDocument, "recovery", lambda self: "cross-reference table rebuilt")
    words = [*WORDS, text(155 + shift, 200, "b2"), text(255 + shift, 200, "c2")]
    path = write_pdf(tmp_path / "bold.pdf", [" ".join((*(line(*segment) for segment in SEGMENTS), *words))])
    (page,) = read_pages(path, ("indicator",))
    assert (page.engine, page.is_disputed) == ("pdfplumber", True)
    assert cells(page) == EXPECTED


def test_one_character_of_a_kind_of_its_own_is_noticed_among_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [text(20, 140 - 12 * number, "many more words of a note under the table, enough of them") for number in range(8)]
    content = " ".join((*(line(*segment) for segment in SEGMENTS), *WORDS, *many))

    def replace_first(result: Result) -> Result:
        letters = result[0].text.copy()
        letters[np.flatnonzero(letters == "2")[0]] = "7"
        return replace(result[0], text=letters), *result[1:]

    tampered(monkeypatch, replace_first)
    (page,) = read_pages(write_pdf(tmp_path / "many.pdf", [content]), ("indicator",))
    assert page.engine == "pdfplumber" and "reads 7, which pdfium does not" in (page.reason or "")


@pytest.mark.parametrize("kind", ["form", "turned"])
def test_the_slow_engine_reads_forms_and_turned_pages_alike(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OxideDocument, "recovery", lambda self: "cross-reference table rebuilt")
    drawn = " ".join((*(line(*segment) for segment in SEGMENTS), *WORDS))
    if kind == "turned":
        path = write_pdf(tmp_path / "turned.pdf", [f"0 1 -1 0 300 0 cm {drawn}"], "/MediaBox[0 0 300 400]/Rotate 90")
    else:
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</Font<</F1 3 0 R>>>>/Length %d>>" % len(drawn)
        form = head + b"stream\n" + drawn.encode() + b"\nendstream"
        path = write_pdf(tmp_path / "form.pdf", ["/X Do"], objects=[form], resources=f"/XObject<</X {first_extra(1)} 0 R>>")
    (page,) = read_pages(path, ("indicator",))
    assert page.engine == "pdfplumber"
    assert cells(page) == EXPECTED


def test_a_font_without_widths_is_read_where_it_stands(tmp_path: Path) -> None:
    """The fast engine sets its characters too close by half and says nothing."""
    number = first_extra(1)
    words = [
        gbk_text(x, y, printed, "G")
        for x, y, printed in ((55, 230, "三级指标"), (155, 230, "年度指标值"), (55, 200, "培训残疾人才"), (155, 200, "二百名"), (255, 200, "备注"))
    ]
    content = " ".join((*(line(*segment) for segment in SEGMENTS), *words))
    path = write_pdf(tmp_path / "gbk.pdf", [content], objects=gbk_font(number), resources=f"/Font<</G {number} 0 R>>")
    (page,) = read_pages(path, ("三级指标",))
    assert page.engine == "pdfplumber" and "stand more than" in (page.reason or "")
    assert [cell.text for cell in page.tables[0].cells if cell.text] == ["三级指标", "年度指标值", "培训残疾人才", "二百名", "备注"]
    boxes = {cell.text: cell.text_box for cell in page.tables[0].cells}
    assert (boxes["培训残疾人才"].x0, boxes["培训残疾人才"].x1) == pytest.approx((55, 115), abs=0.5)


def test_two_that_see_nothing_do_not_outvote_one_that_sees_text(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tampered(monkeypatch, lambda result: (result[0].take(np.arange(0)), *result[1:]))
    untouched = PlumberDocument.read
    monkeypatch.setattr(
        PlumberDocument, "read", lambda self, index, space: (untouched(self, index, space)[0].take(np.arange(0)), untouched(self, index, space)[1])
    )
    (page,) = read_pages(path, ("indicator",))
    assert page.is_unreadable
