"""What stands in the fields of a fillable form is text of the page."""

import tempfile
from pathlib import Path

import pytest

from extract.pdf import read_pages
from tests.pdf.generator import EXPECTED, SEGMENTS, WORDS, first_extra, line, write_pdf

NUMBER = first_extra(1)
TABLE = " ".join((*(line(*segment) for segment in SEGMENTS), *WORDS))
APPEARANCE = b"q 0 g 1 w 0.5 0.5 95 25 re S Q /Tx BMC q BT /F1 10 Tf 0 g 3 8 Td (120) Tj ET Q EMC"
DRAWN = b"<</Type/XObject/Subtype/Form/BBox[0 0 96 26]/Resources<</Font<</F1 3 0 R>>>>/Length %d>>stream\n%s\nendstream" % (len(APPEARANCE), APPEARANCE)
FIELD = "<</Type/Annot/Subtype/Widget/T(x)/F 4/Rect[252 162 348 188]/DA(/F1 10 Tf 0 g)/P 4 0 R{}>>"
KINDS = {
    "drawn": f"/FT/Tx/V(120)/AP<</N {NUMBER + 1} 0 R>>",
    "left to the viewer": "/FT/Tx/V(120)",
    "with a border left to the viewer": "/FT/Tx/V(120)/MK<</BC[0 0 0]/BG[1 1 1]>>",
    "of several lines": "/FT/Tx/Ff 4096/V(120)",
    "chosen": "/FT/Ch/Ff 131072/V(120)/Opt[(90)(120)]",
}


def form(folder: Path, entries: str, page: str = "") -> Path:
    return write_pdf(
        folder / "form.pdf",
        [TABLE],
        f"/MediaBox[0 0 400 300]/Annots[{NUMBER} 0 R]{page}",
        objects=[FIELD.format(entries).encode(), DRAWN],
        catalog_entries=f"/AcroForm<</Fields[{NUMBER} 0 R]/DR<</Font<</F1 3 0 R>>>>/DA(/F1 10 Tf 0 g)/NeedAppearances true>>",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_value_of_a_field_is_in_its_cell(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "copies"))
    (tmp_path / "copies").mkdir()
    (page,) = read_pages(form(tmp_path, KINDS[kind]), ("indicator",))
    assert not page.is_unreadable, page.reason
    found = {(cell.row, cell.column, cell.row_span, cell.column_span): cell.text for cell in page.tables[0].cells}
    assert found == EXPECTED | {(2, 2, 1, 1): "120"}
    assert "120" in page.text
    assert not list((tmp_path / "copies").iterdir()), "the copy is left behind"


def test_a_field_that_is_hidden_or_no_text_adds_nothing(tmp_path: Path) -> None:
    for entries in ("/FT/Sig", "/FT/Btn/Ff 65536/MK<</CA(press)>>", "/FT/Tx"):
        (page,) = read_pages(form(tmp_path, entries), ("indicator",))
        assert {(cell.row, cell.column, cell.row_span, cell.column_span): cell.text for cell in page.tables[0].cells} == EXPECTED
    hidden = FIELD.replace("/F 4", "/F 2").format(KINDS["drawn"])
    path = write_pdf(
        tmp_path / "hidden.pdf",
        [TABLE],
        f"/MediaBox[0 0 400 300]/Annots[{NUMBER} 0 R]",
        objects=[hidden.encode(), DRAWN],
        catalog_entries=f"/AcroForm<</Fields[{NUMBER} 0 R]>>",
    )
    (page,) = read_pages(path, ("indicator",))
    assert "120" not in page.text
