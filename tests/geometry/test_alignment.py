"""Tables whose columns or rows no rules part: read where nothing is left in doubt, quarantined with the reason where something is."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.geometry import alignment
from extract.pages import Page
from extract.pdf import read_pages
from tests.pdf.generator import line, text, write_pdf

WORDS = ("indicator", "target", "level")
HEAD = ("level", "indicator", "target")
ROWS = (("output", "trained people", "500"), ("quality", "passed", "90%"), ("effect", "content people", "95%"))
XS = (50, 150, 260)


def put(rows: Sequence[Sequence[str]], top: int = 250, step: int = 20) -> list[str]:
    return [text(x, top - step * number, words) for number, row in enumerate(rows) for x, words in zip(XS, row, strict=True) if words]


def level(*places: float, x0: float = 45, x1: float = 330) -> list[str]:
    return [line(x0, y, x1, y) for y in places]


def read(tmp_path: Path, *contents: list[str]) -> list[Page]:
    return list(read_pages(write_pdf(tmp_path / "page.pdf", [" ".join(content) for content in contents]), WORDS))


def matrix(page: Page) -> list[list[str]]:
    assert not page.is_unreadable, page.reason
    (table,) = page.tables
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


EXPECTED = [list(row) for row in (HEAD, *ROWS)]
WRAPPED = [list(HEAD), ["output", "trained people\nof all ages", "500"], ["quality", "passed", "90%"]]
CERTAIN = {
    "a rule above, below and under the headings": [*put((HEAD, *ROWS)), *level(265, 243, 183)],
    "a rule under every row": [*put((HEAD, *ROWS)), *level(265, 243, 223, 203, 183)],
    "a rule under every row but the last": [*put((HEAD, *ROWS)), *level(265, 243, 223, 203), *level(183)],
    "no rule at all": put((HEAD, *ROWS)),
    "no rule, a caption above and a page number below": [*put((HEAD, *ROWS)), text(50, 280, "unit: x"), text(260, 280, "money: y"), text(190, 20, "- 5 -")],
}


@pytest.mark.parametrize("kind", CERTAIN)
def test_columns_that_texts_show_are_read(kind: str, tmp_path: Path) -> None:
    (page,) = read(tmp_path, CERTAIN[kind])
    assert matrix(page) == EXPECTED
    assert page.reason == alignment.BY_ALIGNMENT


def test_broken_cells_are_rows_where_rules_part_them(tmp_path: Path) -> None:
    words = [*put((HEAD,)), *put((("output", "trained people", "500"),), 230), text(150, 219, "of all ages"), *put((("quality", "passed", "90%"),), 199)]
    (page,) = read(tmp_path, [*words, *level(265, 243, 212, 192)])
    assert matrix(page) == WRAPPED


def test_broken_cells_are_rows_where_rows_stand_further_apart_than_lines(tmp_path: Path) -> None:
    words = [*put((HEAD,)), *put((("output", "trained people", "500"),), 230), text(150, 219, "of all ages"), *put((("quality", "passed", "90%"),), 199)]
    (page,) = read(tmp_path, words)
    assert matrix(page) == WRAPPED


def test_a_cell_over_rows_is_merged_where_the_rules_leave_it_out(tmp_path: Path) -> None:
    words = put((HEAD, ("output", "trained people", "500"), ("", "passed", "90%"), ROWS[2]))
    (page,) = read(tmp_path, [*words, *level(265, 243, 203, 183), *level(223, x0=145)])
    assert matrix(page) == [list(HEAD), ["output", "trained people", "500"], ["passed", "90%"], list(ROWS[2])]
    assert [(cell.row, cell.row_span) for cell in page.tables[0].cells if cell.row_span > 1] == [(1, 2)]


def test_a_heading_may_be_broken_over_lines(tmp_path: Path) -> None:
    (page,) = read(tmp_path, [text(50, 262, "le"), text(50, 251, "vel"), text(150, 257, "indicator"), text(260, 257, "target"), *put(ROWS, 230)])
    assert matrix(page)[1:] == EXPECTED[1:]
    assert matrix(page)[0] == ["le\nvel", "indicator", "target"]


@pytest.mark.parametrize("has_rules", [False, True])
def test_a_table_goes_on_overleaf_without_headings(tmp_path: Path, has_rules: bool) -> None:
    rules = level(265, 243, 223, 203, 183) if has_rules else []
    pages = read(
        tmp_path, [*put((HEAD, *ROWS)), *rules], [*put(ROWS), *rules[:4]], [text(50, 250, "Prose of another matter altogether, which crosses all of them")]
    )
    assert [page.is_laid_out for page in pages] == [True, True, False]
    assert matrix(pages[1]) == EXPECTED[1:]
    assert pages[1].tables[0].column_edges == pages[0].tables[0].column_edges


DOUBTFUL = {
    "a text over two columns": (put((HEAD, *ROWS, ("output", "words that reach over the column", ""))), alignment.NO_COLUMNS),
    "a column without heading": ([*put((HEAD, *ROWS)), text(340, 230, "more")], alignment.NO_COLUMNS),
    "two headings over one column": ([*put((HEAD, *ROWS)), text(198, 250, "level")], alignment.NO_COLUMNS),
    "a blank field, perhaps of a merged cell": (put((HEAD, ROWS[0], ("", "passed", "90%"), ROWS[2])), alignment.NO_ROWS),
    "a broken cell, lines evenly apart": (put((HEAD, ROWS[0], ("", "of all ages", ""), ROWS[1])), alignment.NO_ROWS),
    "lines almost evenly apart, in pairs": (
        [*put((HEAD, ROWS[0], ("", "passed", "90%"))), *put((ROWS[2], ("", "passed", "90%")), 188)],
        alignment.NO_ROWS,
    ),
    "several rows between two rules": ([*put((HEAD, *ROWS)), *level(265, 243, 203, 183)], alignment.NO_ROWS),
    "a gap within a field between two rules": (
        [*put((HEAD, ROWS[0], ("", "of all ages", ""), ROWS[1], ROWS[2])), text(150, 175, "far below"), *level(265, 243, 203, 186, 165)],
        alignment.NO_ROWS,
    ),
    "labels of a form above": ([*put((HEAD, *ROWS)), text(50, 270, "project"), text(150, 270, "roads")], alignment.MORE_AROUND),
    "rows above a rule": ([*put((HEAD, *ROWS)), text(50, 290, "roads"), *level(298, 282, 243, 183)], alignment.MORE_AROUND),
    "more rows far below": ([*put((HEAD, *ROWS)), *put(ROWS[:1], 80)], alignment.MORE_AROUND),
    "headings alone": (put((HEAD,)), alignment.MORE_AROUND),
}


@pytest.mark.parametrize("kind", DOUBTFUL)
def test_what_is_not_certain_is_quarantined_with_the_reason(kind: str, tmp_path: Path) -> None:
    content, reason = DOUBTFUL[kind]
    (page,) = read(tmp_path, content)
    assert (page.is_unreadable, page.reason, page.tables) == (True, reason, ())
    assert not page.is_disputed


def test_a_page_on_which_the_table_perhaps_goes_on_is_quarantined(tmp_path: Path) -> None:
    pages = read(tmp_path, put((HEAD, *ROWS)), [text(150, 250, "of all ages"), *put(ROWS, 230)])
    assert [(page.is_unreadable, page.reason) for page in pages] == [(False, alignment.BY_ALIGNMENT), (True, alignment.MORE_AROUND)]


def test_headings_beside_a_ruled_table_are_seen(tmp_path: Path) -> None:
    ruled = [*level(90, 60, 30), *(line(x, 30, x, 90) for x in (45, 200, 330)), text(50, 70, "a"), text(210, 70, "b")]
    (page,) = read(tmp_path, [*put((HEAD, *ROWS)), *ruled])
    assert len(page.tables) == 2
    assert [cell.text for cell in page.tables[0].cells] == [words for row in EXPECTED for words in row]


def test_prose_that_names_headings_is_no_table(tmp_path: Path) -> None:
    prose = [text(50, 250, "Every indicator has a level and a target."), text(50, 235, "indicator"), text(50, 200, "target")]
    (page,) = read(tmp_path, prose)
    assert page.is_laid_out and not page.is_unreadable and not page.tables
