"""Tables as cells and as a typeset PDF, most of families that no declaration describes, which are read by their headings; and tables that must be refused."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from extract.layouts import gate_words, read_layouts
from extract.layouts.recognise.grid import Grid
from extract.layouts.recognise.match import headers
from extract.pages import Page
from extract.pdf.reader import read_pages
from extract.reasons import say
from extract.rows import DocumentRows
from tests.layouts.printed import families
from tests.layouts.reference import money_label
from tests.layouts.tables import page, part
from tests.layouts.typeset import register_font, typeset

FAMILIES, REFUSED = families("families"), families("refused")
PROJECT = ("scope", "project_name_text", "project_code_text", "unit_text", "department_text", "objective_text")
MONEY = ("funding_label_text", "amount_text", "amount_unit_text", "period", "parent_ordinal")
INDICATOR = ("level1", "level2", "indicator_name", "comparator", "target", "unit", "period_target", "nature", "weight", "note")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("families")
    register_font([page for family in FAMILIES.values() for page in family.pages], folder)
    return folder


def read_projects(rows: DocumentRows) -> list[dict]:
    """Projects with all that is said of them, white space left out."""
    return [
        {
            "project": _texts(project, PROJECT),
            "money": [
                _texts(row | {"funding_label_text": money_label(row)}, MONEY)
                for row in rows.funding_cells
                if row["project_ordinal"] == project["project_ordinal"]
            ],
            "indicator": [
                _texts({name: row.get(f"{name}_text") for name in INDICATOR}, INDICATOR)
                for row in rows.indicator_cells
                if row["project_ordinal"] == project["project_ordinal"]
            ],
        }
        for project in rows.project_rows
    ]


def _gives(expected: list[dict], pages: Iterable[Page], said: str = "") -> None:
    rows = read_layouts(pages)
    assert read_projects(rows) == expected, f"{said} {[(block['outcome'], block['layout'], block['reason']) for block in rows.page_blocks]}"


def _texts(row: dict, names: tuple[str, ...]) -> list:
    return [found if isinstance(found := row.get(name), int) else "".join((found or "").split()) for name in names]


@pytest.mark.parametrize("family", FAMILIES)
def test_headings_alone_say_what_a_table_holds(family):
    _gives(FAMILIES[family].gives, FAMILIES[family].pages)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_is_read_from_a_typeset_page(family, folder):
    document = typeset(FAMILIES[family].pages, folder / f"{family}.pdf")
    _gives(FAMILIES[family].gives, read_pages(document, gate_words()))


@pytest.mark.parametrize("family", [name for name, family in FAMILIES.items() if [len(page.tables) for page in family.pages] == [1]])
def test_a_page_break_between_any_two_rows_changes_nothing(family):
    """Below the headings; a list's headings may stand again on the next page."""
    (whole,) = FAMILIES[family].pages
    (one,) = whole.tables
    found = headers(Grid(one))
    is_list = found[0].kind == "list"
    heading = range(found[0].first_row, found[0].last_row + 1)
    within = {row for header in found for row in range(header.first_row, header.last_row)} | FAMILIES[family].unbroken
    for repeated in ((), heading) if is_list else ((),):
        for row in range(found[0].last_row + 1 if is_list else 0, len(one.row_edges) - 2):
            if row in within:
                continue
            pages = [page(1, *whole.lines, part(one, 0, row)), page(2, part(one, row + 1, len(one.row_edges) - 2, repeated))]
            _gives(FAMILIES[family].gives, pages, f"a break below row {row}, heading rows {repeated} printed again")


@pytest.mark.parametrize("name", REFUSED)
def test_what_only_looks_like_targets_is_refused_with_the_reason(name):
    rows = read_layouts(REFUSED[name].pages)
    assert (rows.project_rows, rows.indicator_cells, rows.funding_cells) == ([], [], [])
    assert all(block["outcome"] != "target_table" for block in rows.page_blocks)
    reason = say(REFUSED[name].refused)
    assert any((block["reason"] or "").startswith(reason) for block in rows.page_blocks)
