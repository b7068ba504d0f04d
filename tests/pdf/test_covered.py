"""Text that is painted over or on a layer that is off is not printed; what only looks so is."""

import zlib
from pathlib import Path

import pytest

from extract.pages import Page
from extract.pdf import covered, read_pages
from extract.pdf.file_marks import names_in
from extract.reasons import say
from tests.pdf.generator import EXPECTED, SEGMENTS, WORDS, first_extra, line, text, write_pdf

DRAWN = [line(*segment) for segment in SEGMENTS]
GHOST, PLACE = text(255, 170, "ghost"), (2, 2, 1, 1)
BOX = "251 161 98 28 re f"


def read(path: Path) -> Page:
    (page,) = read_pages(path, ("indicator",))
    assert not page.is_unreadable, page.reason
    return page


def cells(page: Page) -> dict[tuple[int, int, int, int], str]:
    return {(cell.row, cell.column, cell.row_span, cell.column_span): cell.text for cell in page.tables[0].cells}


@pytest.mark.parametrize("colour", ["1 g", "0.8 0.9 1 rg"])
def test_text_under_a_later_box_is_left_out_and_counted(colour: str, tmp_path: Path) -> None:
    page = read(write_pdf(tmp_path / "box.pdf", [" ".join((*DRAWN, *WORDS, GHOST, colour, BOX))]))
    assert cells(page) == EXPECTED
    assert page.hidden_character_count == len("ghost")


def test_what_is_printed_on_the_box_is_seen_and_what_it_covers_is_not(tmp_path: Path) -> None:
    """A corrected cell: the old text painted over, the new one on its place."""
    page = read(write_pdf(tmp_path / "corrected.pdf", [" ".join((*DRAWN, *WORDS, text(255, 170, "ghosts 17"), "1 g", BOX, "0 g", text(256, 171, "new")))]))
    assert cells(page) == {**EXPECTED, PLACE: "new"}
    assert page.hidden_character_count == len("ghosts17")


@pytest.mark.parametrize("drawing", [f"1 g {BOX} 0 g {GHOST}", f"{GHOST} 251 161 98 28 re S", f"{GHOST} 1 g 251 180 98 8 re f", f"{GHOST} /G gs 0.5 g {BOX}"])
def test_text_on_a_box_in_a_frame_beside_one_or_under_glass_is_seen(drawing: str, tmp_path: Path) -> None:
    glass = b"<</Type/ExtGState/ca 0.3>>"
    page = read(write_pdf(tmp_path / "seen.pdf", [" ".join((*DRAWN, *WORDS, drawing))], objects=[glass], resources=f"/ExtGState<</G {first_extra(1)} 0 R>>"))
    assert cells(page) == {**EXPECTED, PLACE: "ghost"}


@pytest.mark.parametrize(("state", "found"), [("/OFF", ""), ("/ON", "ghost")])
@pytest.mark.parametrize("is_form", [False, True])
def test_text_on_a_layer_is_seen_where_the_layer_is_on(state: str, found: str, is_form: bool, tmp_path: Path) -> None:
    number = first_extra(1)
    layer = b"<</Type/OCG/Name(draft)>>"
    data = GHOST.encode()
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]/OC %d 0 R/Resources<</Font<</F1 3 0 R>>>>/Length %d>>stream\n%s\nendstream" % (
        number,
        len(data),
        data,
    )
    drawing = "/X Do" if is_form else f"/OC /L BDC {GHOST} EMC"
    path = write_pdf(
        tmp_path / "layer.pdf",
        [" ".join((*DRAWN, *WORDS, drawing))],
        objects=[layer, form],
        resources=f"/Properties<</L {number} 0 R>>/XObject<</X {number + 1} 0 R>>",
        catalog_entries=f"/OCProperties<</OCGs[{number} 0 R]/D<<{state}[{number} 0 R]>>>>",
    )
    page = read(path)
    assert cells(page) == {**EXPECTED, PLACE: found}
    assert page.hidden_character_count == len("ghost") - len(found)


def test_where_the_painted_page_is_no_evidence_nothing_is_guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covered, "CONTRAST", 256)
    (page,) = read_pages(write_pdf(tmp_path / "box.pdf", [" ".join((*DRAWN, *WORDS, GHOST, "1 g", BOX))]), ("indicator",))
    assert (page.is_unreadable, page.reason) == (True, say("undecided_cover"))


def test_names_are_found_in_compressed_object_streams(tmp_path: Path) -> None:
    packed = zlib.compress(b"4 0 5 20 <</Type/Page/UserUnit 2>> <<>>")
    for head in (b"<</Type/ObjStm/N 2/First 8/Filter/FlateDecode/Length %d>>", b"<</Length %d/Filter/FlateDecode/Type /ObjStm>>"):
        path = tmp_path / "packed.pdf"
        path.write_bytes(b"%PDF-1.5\n7 0 obj\n" + head % len(packed) + b"stream\r\n" + packed + b"\nendstream\nendobj\n")
        assert names_in(path, (b"/UserUnit", b"/OCProperties")) == {b"/UserUnit"}
    path.write_bytes(path.read_bytes() + b"trailer<</Encrypt 9 0 R>>")
    assert names_in(path, (b"/UserUnit", b"/OCProperties")) == {b"/UserUnit", b"/OCProperties"}
    path.write_bytes(b"%PDF-1.5\n1 0 obj\n<</OCProperties<<>>>>\nendobj\n")
    assert names_in(path, (b"/UserUnit", b"/OCProperties")) == {b"/OCProperties"}
