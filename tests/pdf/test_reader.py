"""Pages to cells: what is drawn in the many ways in which office programs draw it gives one and the same grid."""

from itertools import pairwise
from pathlib import Path

import pytest

from extract.pages import Page, Table
from extract.pdf import read_pages
from extract.reasons import UnreadableError
from tests.pdf.generator import EXPECTED, SEGMENTS, WORDS, X, Y, first_extra, line, strip, text, write_pdf

GATE = ("indicator",)
# The same grid as a rectangle for each cell, as some converters draw it.
CELL_BOXES = " ".join(
    f"{x} {y} {w} {h} re S"
    for x, y, w, h in (
        (50, 220, 100, 30),
        (150, 220, 200, 30),
        (50, 160, 100, 60),
        (150, 190, 100, 30),
        (250, 190, 100, 30),
        (150, 160, 100, 30),
        (250, 160, 100, 30),
    )
)
ONE_PATH = " ".join(f"{x0} {y0} m {x1} {y1} l" for x0, y0, x1, y1 in SEGMENTS) + " S"
DRAWINGS = {
    "lines": " ".join(line(*segment) for segment in SEGMENTS),
    "thin rectangles": " ".join(strip(*segment) for segment in SEGMENTS),
    "cell rectangles": CELL_BOXES,
    "one path": ONE_PATH,
    "doubled rules": " ".join(line(x0 + shift, y0 + shift, x1 + shift, y1 + shift) for x0, y0, x1, y1 in SEGMENTS for shift in (0, 1.2)),
    "pieces that leave the corners out": " ".join(
        [line(x0 + 1, y, x1 - 1, y) for y in (250, 220, 160) for x0, x1 in pairwise(X)]
        + [line(151, 190, 249, 190), line(251, 190, 349, 190)]
        + [line(x, y0 - 1, x, y1 + 1) for x in (50, 150, 350) for y0, y1 in pairwise(Y)]
        + [line(250, 219, 250, 161)]
    ),
}


def read(path: Path) -> list[Page]:
    return list(read_pages(path, GATE))


def only_table(page: Page) -> Table:
    assert not page.is_unreadable, page.reason
    assert len(page.tables) == 1
    return page.tables[0]


def cells(table: Table) -> dict[tuple[int, int, int, int], str]:
    return {(cell.row, cell.column, cell.row_span, cell.column_span): cell.text for cell in table.cells}


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_every_way_to_draw_rules_gives_the_same_cells(drawing: str, tmp_path: Path) -> None:
    (page,) = read(write_pdf(tmp_path / "grid.pdf", [" ".join((DRAWINGS[drawing], *WORDS))]))
    assert page.engine == "pdf_oxide" and page.reason is None
    assert cells(only_table(page)) == EXPECTED


def test_rules_in_a_form_object_are_rules(tmp_path: Path) -> None:
    drawing = DRAWINGS["lines"].encode()
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]/Length %d>>stream\n%s\nendstream" % (len(drawing), drawing)
    number = first_extra(1)
    (page,) = read(write_pdf(tmp_path / "form.pdf", [" ".join(("/X Do", *WORDS))], objects=[form], resources=f"/XObject<</X {number} 0 R>>"))
    assert cells(only_table(page)) == EXPECTED


def test_a_landscape_sheet_made_by_turning_reads_like_an_upright_one(tmp_path: Path) -> None:
    """How 406 real pages are made: a portrait page, everything written sideways, and /Rotate 90."""
    content = "0 1 -1 0 300 0 cm " + " ".join((DRAWINGS["lines"], *WORDS))
    (page,) = read(write_pdf(tmp_path / "sheet.pdf", [content], "/MediaBox[0 0 300 400]/Rotate 90"))
    table = only_table(page)
    assert cells(table) == EXPECTED
    assert (table.box.x0, table.box.top) == pytest.approx((50, 50), abs=0.5)


@pytest.mark.parametrize("entries", ["/MediaBox[-20 -30 380 270]", "/MediaBox[0 0 400 300]/CropBox[20 30 400 300]", "/MediaBox[0 0 400 300]/UserUnit 2"])
def test_places_are_points_from_the_top_left_of_what_is_shown(entries: str, tmp_path: Path) -> None:
    (page,) = read(write_pdf(tmp_path / "box.pdf", [" ".join((DRAWINGS["lines"], *WORDS))], entries))
    expected = {"-20": (70, 20), "Use": (100, 100)}.get(entries[10:13] if "-20" in entries else entries[-10:-7], (30, 50))
    box = only_table(page).box
    assert (box.x0, box.top) == pytest.approx(expected, abs=0.5)


def test_boxes_are_inherited_from_the_page_tree(tmp_path: Path) -> None:
    """Wider and higher than the letter sheet that a library takes where a page has no box of its own."""
    content = "1 0 0 1 800 600 cm " + " ".join((DRAWINGS["lines"], *WORDS))
    (page,) = read(write_pdf(tmp_path / "tree.pdf", [content], page_entries="", tree_entries="/MediaBox[0 0 1300 1000]/CropBox[100 0 1300 950]"))
    assert (page.width, page.height, page.hidden_character_count) == (1200, 950, 0)
    assert cells(only_table(page)) == EXPECTED
    assert (only_table(page).box.x0, only_table(page).box.top) == pytest.approx((750, 100), abs=0.5)


def test_text_outside_the_crop_box_is_left_out_and_counted(tmp_path: Path) -> None:
    content = " ".join((DRAWINGS["lines"], *WORDS, text(10, 290, "beyond")))
    (page,) = read(write_pdf(tmp_path / "crop.pdf", [content], "/MediaBox[0 0 400 300]/CropBox[40 0 400 280]"))
    assert page.hidden_character_count == len("beyond")
    assert not any("beyond" in entry.text for entry in page.lines)


HIDDEN = {
    "invisible": text(255, 170, "ghost", mode=3),
    "clipped": f"q 0 0 100 100 re W n {text(255, 170, 'ghost')} Q",
    "white on paper": f"1 g {text(255, 170, 'ghost')} 0 g",
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_text_that_is_not_seen_is_left_out_and_counted(kind: str, tmp_path: Path) -> None:
    (page,) = read(write_pdf(tmp_path / "hidden.pdf", [" ".join((DRAWINGS["lines"], *WORDS, HIDDEN[kind]))]))
    assert cells(only_table(page)) == EXPECTED
    assert page.hidden_character_count == len("ghost")


def one_by_one(x: float, y: float, words: str, step: float) -> list[str]:
    """Each character an object of its own, as office programs print."""
    return [text(x + number * step, y, character) for number, character in enumerate(words)]


def test_a_clipped_line_that_runs_through_a_visible_one_takes_nothing_of_it_along(tmp_path: Path) -> None:
    """The second line of a cell that is too low for it stands hidden on the baseline of the row below, the characters of both by turns."""
    clipped = one_by_one(255, 200.97, "ghosts", 8)
    visible = one_by_one(255, 200, "abcdef", 8)
    content = " ".join((DRAWINGS["lines"], *WORDS[:-1], "q 0 215 400 85 re W n", *clipped[:3], "Q", *visible, "q 0 215 400 85 re W n", *clipped[3:], "Q"))
    (page,) = read(write_pdf(tmp_path / "through.pdf", [content]))
    assert cells(only_table(page)) == {**EXPECTED, (1, 2, 1, 1): "abcdef"}
    assert page.hidden_character_count == len("ghosts")


def test_a_number_that_its_cell_cuts_off_is_whole(tmp_path: Path) -> None:
    """Right-aligned and wider than the clip of its cell: without its first digit it would be another number."""
    number = one_by_one(245, 200, "571600", 5.56)
    content = " ".join((DRAWINGS["lines"], *WORDS[:-2], "q 250.2 150 100 100 re W n", *number, text(240, 170, "ab"), "Q"))
    (page,) = read(write_pdf(tmp_path / "cut.pdf", [content]))
    assert "571600" in cells(only_table(page)).values()
    assert page.hidden_character_count == len("ab")


@pytest.mark.parametrize("kind", ["3 Tr", "1 g"])
def test_a_hidden_word_within_a_line_is_left_out(kind: str, tmp_path: Path) -> None:
    line_of_text = f"BT /F1 10 Tf 255 170 Td (see) Tj {kind} (gho) Tj 0 Tr 0 g (it) Tj ET"
    (page,) = read(write_pdf(tmp_path / "within.pdf", [" ".join((DRAWINGS["lines"], *WORDS, line_of_text))]))
    assert cells(only_table(page))[(2, 2, 1, 1)].replace(" ", "") == "seeit"


def test_white_text_on_a_coloured_ground_is_seen(tmp_path: Path) -> None:
    content = " ".join(("0.2 0.3 0.8 rg 251 161 98 28 re f 0 g", DRAWINGS["lines"], *WORDS, f"1 g {text(255, 170, 'seen')} 0 g"))
    (page,) = read(write_pdf(tmp_path / "white.pdf", [content]))
    assert cells(only_table(page)) == {**EXPECTED, (2, 2, 1, 1): "seen"}


def test_narrow_letters_side_by_side_are_no_second_print(tmp_path: Path) -> None:
    (page,) = read(write_pdf(tmp_path / "narrow.pdf", [" ".join((DRAWINGS["lines"], *WORDS, text(255, 170, "all skiing villiii")))]))
    assert (page.engine, page.is_disputed) == ("pdf_oxide", False)
    assert cells(only_table(page)) == {**EXPECTED, (2, 2, 1, 1): "all skiing villiii"}


@pytest.mark.parametrize("shift", [0, 0.3])
def test_bold_made_by_printing_twice_is_read_once(shift: float, tmp_path: Path) -> None:
    content = " ".join((DRAWINGS["lines"], *WORDS, text(255 + shift, 200, "c2")))
    (page,) = read(write_pdf(tmp_path / "bold.pdf", [content]))
    assert cells(only_table(page)) == EXPECTED


def test_a_row_cut_by_the_page_has_open_cells(tmp_path: Path) -> None:
    uncut = [segment for segment in SEGMENTS if segment != (50, 160, 350, 160)]
    (page,) = read(write_pdf(tmp_path / "cut.pdf", [" ".join((*(line(*segment) for segment in uncut), *WORDS))]))
    table = only_table(page)
    assert cells(table) == EXPECTED
    assert {(cell.row, cell.column) for cell in table.cells if cell.is_open_bottom} == {(1, 0), (2, 1), (2, 2)}
    assert not any(cell.is_open_top for cell in table.cells)


def test_a_table_without_side_rules_keeps_its_outer_columns(tmp_path: Path) -> None:
    inner = [segment for segment in SEGMENTS if segment[0] != segment[2] or segment[0] in (150, 250)]
    (page,) = read(write_pdf(tmp_path / "sides.pdf", [" ".join((*(line(*segment) for segment in inner), *WORDS))]))
    assert cells(only_table(page)) == EXPECTED


def test_white_rules_and_underlines_are_no_rules(tmp_path: Path) -> None:
    extra = f"1 G {line(50, 235, 350, 235)} 0 G {line(160, 197, 200, 197)}"
    (page,) = read(write_pdf(tmp_path / "white-rules.pdf", [" ".join((DRAWINGS["lines"], *WORDS, extra))]))
    assert cells(only_table(page)) == EXPECTED


@pytest.mark.parametrize(("x", "words"), [(204, "overhangs,"), (239, "ab,"), (244.5, "a,")])
def test_punctuation_may_overhang_a_rule(x: float, words: str, tmp_path: Path) -> None:
    (page,) = read(write_pdf(tmp_path / "overhang.pdf", [" ".join((DRAWINGS["lines"], *WORDS, text(x, 170, words)))]))
    assert cells(only_table(page)) == {**EXPECTED, (2, 1, 1, 1): words}


def test_labels_printed_downwards_are_lines_of_one_character(tmp_path: Path) -> None:
    content = " ".join((DRAWINGS["lines"], *WORDS, text(300, 180, "u"), text(300, 171, "v"), text(300, 162, "w")))
    (page,) = read(write_pdf(tmp_path / "down.pdf", [content]))
    assert cells(only_table(page))[(2, 2, 1, 1)] == "u\nv\nw"


def test_a_split_number_is_joined_where_no_gap_is_seen(tmp_path: Path) -> None:
    """A text layer's blank that the printed page does not show: the next characters are set back over it."""
    content = " ".join((DRAWINGS["lines"], *WORDS, "BT /F1 10 Tf 255 170 Td [(22 ) 278 (.6)] TJ ET"))
    (page,) = read(write_pdf(tmp_path / "split.pdf", [content]))
    assert cells(only_table(page))[(2, 2, 1, 1)] == "22.6"


def test_pages_without_gate_words_are_not_laid_out(tmp_path: Path) -> None:
    table = " ".join((DRAWINGS["lines"], text(155, 200, "other")))
    pages = read(write_pdf(tmp_path / "gate.pdf", [table, " ".join((DRAWINGS["lines"], *WORDS)), table, text(50, 250, "Prose"), table]))
    # The third page goes on with the table of the second; the fifth follows a page of prose.
    assert [page.is_laid_out for page in pages] == [False, True, True, False, False]


@pytest.mark.parametrize("foot", ["- 3 -", "page 3 of 12"])
def test_a_page_number_does_not_end_a_table(foot: str, tmp_path: Path) -> None:
    drawn = DRAWINGS["lines"]
    pages = read(write_pdf(tmp_path / "foot.pdf", [" ".join((drawn, *WORDS, text(180, 20, foot))), " ".join((drawn, text(155, 200, "other")))]))
    assert [page.is_laid_out for page in pages] == [True, True]


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj\n<</Type/Catalog")
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.code == "truncated"


DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("hostile/pdfplumber__password-example.pdf", "encrypted"),
        ("hostile/pdfminer__aes-256.pdf", "encrypted"),
        ("hostile/qpdf__issue-100.pdf", "damaged"),
        ("broken-trailer_*.pdf", "truncated"),
    ],
)
def test_real_bad_documents_say_why(name: str, code: str) -> None:
    found = sorted((DOCUMENTS / "bad").glob(name))
    if not found:
        pytest.skip("the bad documents are not on this machine")
    with pytest.raises(UnreadableError) as caught:
        read(found[0])
    assert caught.value.code == code


def test_a_scan_is_told_from_an_empty_page() -> None:
    found = sorted((DOCUMENTS / "bad").glob("scanned-no-text_*.pdf"))
    if not found:
        pytest.skip("the bad documents are not on this machine")
    assert all(page.is_image_only for page in read(found[0]))


def test_an_empty_page_is_no_scan(tmp_path: Path) -> None:
    (page,) = read(write_pdf(tmp_path / "empty.pdf", [""]))
    assert not page.is_image_only and not page.is_laid_out
