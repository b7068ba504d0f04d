"""Signs of symbol fonts are what their font says; what no font of symbols says stays as it comes."""

from pathlib import Path

import pytest

from extract.pdf import read_pages
from extract.pdf.one_font import font_file
from extract.pdf.symbols import meant
from tests.pdf.generator import SEGMENTS, WORDS, first_extra, line, text, write_pdf


def to_unicode(codes: dict[int, str]) -> bytes:
    pairs = " ".join(f"<{code:04X}> <{ord(character):04X}>" for code, character in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(codes)} beginbfchar {pairs} endbfchar endcmap end end"
    ).encode()
    return b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap)


def exported_font(number: int, name: bytes, codes: dict[int, str]) -> list[bytes]:
    """As office programs export it: the font embedded, its glyphs by number, and the private code of each."""
    embedded = font_file()
    descriptor = b"/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 80"
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (name, number + 1, number + 3),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDToGIDMap/Identity/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/DW 549/FontDescriptor %d 0 R>>" % (name, number + 2),
        b"<</Type/FontDescriptor/FontName/%s%s/FontFile2 %d 0 R>>" % (name, descriptor, number + 4),
        to_unicode(codes),
        b"<</Length %d/Length1 %d>>stream\n%s\nendstream" % (len(embedded), len(embedded), embedded),
    ]


def plain_font(number: int, name: bytes) -> list[bytes]:
    """A font of single bytes, its codes those of the signs."""
    return [
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/FirstChar 0/LastChar 255/Widths[%s]/FontDescriptor %d 0 R>>" % (name, b"549 " * 256, number + 1),
        b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 80>>" % name,
    ]


def cell_of(content: str, font: list[bytes], folder: Path) -> str:
    content = " ".join((*(line(*segment) for segment in SEGMENTS), *WORDS, content, text(170, 170, "95%")))
    path = write_pdf(folder / "signs.pdf", [content], objects=font, resources=f"/Font<</F1 3 0 R/S {first_extra(1)} 0 R>>")
    (page,) = read_pages(path, ("indicator",))
    assert not page.is_unreadable, page.reason
    return next(cell.text for cell in page.tables[0].cells if (cell.row, cell.column) == (2, 1))


def shown(codes: str) -> str:
    return f"BT /S 10 Tf 164.5 170 Td <{codes}> Tj ET"


@pytest.mark.parametrize("name", [b"ABCDEF+Symbol", b"SymbolMT", b"QWERTY+SymbolMT,Bold", b"Symbol-Italic"])
@pytest.mark.parametrize(("code", "sign"), [("B3", "≥"), ("A3", "≤"), ("B1", "±"), ("B4", "×"), ("B9", "≠"), ("BB", "≈"), ("6D", "μ")])
def test_a_sign_of_the_symbol_font(name: bytes, code: str, sign: str, tmp_path: Path) -> None:
    number = first_extra(1)
    private = exported_font(number, name, {1: chr(0xF000 + int(code, 16))})
    assert cell_of(shown("0001"), private, tmp_path) == f"{sign}95%"
    assert cell_of(shown(code), plain_font(number, name), tmp_path) == f"{sign}95%"


@pytest.mark.parametrize(("name", "code", "sign"), [(b"Wingdings", "FC", "✓"), (b"ABCDEF+Wingdings-Regular", "6C", "●"), (b"Wingdings2", "52", "☑")])
def test_a_sign_of_wingdings(name: bytes, code: str, sign: str, tmp_path: Path) -> None:
    number = first_extra(1)
    assert cell_of(shown("0001"), exported_font(number, name, {1: chr(0xF000 + int(code, 16))}), tmp_path).replace(" ", "") == f"{sign}95%"
    assert cell_of(shown(code), plain_font(number, name), tmp_path).replace(" ", "") == f"{sign}95%"


@pytest.mark.parametrize("name", [b"ABCDEF+SimSun", b"ABCDEF+SegoeUISymbol", b"ABCDEF+Wingdings9"])
def test_a_private_code_of_another_font_stays(name: bytes, tmp_path: Path) -> None:
    assert cell_of(shown("0001"), exported_font(first_extra(1), name, {1: "\uf0b3"}), tmp_path) == "\uf0b395%"


def test_a_code_that_is_not_in_the_table_stays(tmp_path: Path) -> None:
    assert cell_of(shown("0001"), exported_font(first_extra(1), b"Symbol", {1: "\uf0e6"}), tmp_path) == "\uf0e695%"


def test_what_a_font_of_symbols_gives_as_a_sign_already_is_itself() -> None:
    assert meant(["≥", "×", "°", "a"], ["Symbol", "Symbol", "Symbol", "Helvetica"]) is None
    found = meant(["³", "≥", "³"], ["Symbol", "Symbol", "Helvetica"])
    assert found is not None and found.tolist() == ["≥", "", ""]


def test_a_soft_hyphen_within_a_line_is_printed_as_a_hyphen(tmp_path: Path) -> None:
    """Helvetica has the same ink for both."""
    content = " ".join((*(line(*segment) for segment in SEGMENTS), *WORDS, text(155, 176, "1\xad2"), text(155, 164, "ab\xad"), text(255, 170, "3-4")))
    encoded = first_extra(1)
    font = [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 0/LastChar 255/Widths[%s]>>" % (b"556 " * 256)]
    path = write_pdf(tmp_path / "soft.pdf", [content.replace("/F1", "/S")], objects=font, resources=f"/Font<</S {encoded} 0 R>>")
    (page,) = read_pages(path, ("indicator",))
    assert not page.is_unreadable, page.reason
    texts = [cell.text.rstrip("\xad") for cell in page.tables[0].cells if cell.row == 2]
    assert texts == ["1-2\nab", "3-4"]
