"""What the layouts read of a page, they read of the same page typed into a workbook: families of tables, and invented forms."""

import os
from pathlib import Path

import pytest

from extract.layouts import read_layouts, signs
from extract.spreadsheet.reader import read_pages
from tests.layouts.form_fuzzer import whole_forms
from tests.layouts.test_families import FAMILIES, REFUSED, read_projects
from tests.layouts.test_fuzzed_forms import differences_of
from tests.spreadsheet.workbooks import write_xls, write_xlsx

FORMS = int(os.environ.get("SHEET_FUZZ_FORMS", "40"))
WAYS = {
    "xlsx": (write_xlsx, {}),
    "xlsx without borders": (write_xlsx, {"has_rules": False}),
    "xlsx, all text": (write_xlsx, {"has_numbers": False}),
    "xls": (write_xls, {}),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_gives_its_rows(family, way, tmp_path):
    write, how = WAYS[way]
    path = write(tmp_path / f"book.{way[:4].rstrip(',').strip()}", FAMILIES[family].pages, **how)
    rows = read_layouts(read_pages(path, signs()))
    assert read_projects(rows) == FAMILIES[family].gives, [(block["outcome"], block["layout"], block["reason"]) for block in rows.page_blocks]


@pytest.mark.parametrize("family", REFUSED)
def test_what_is_refused_as_a_page_is_refused_as_a_sheet(family, tmp_path):
    rows = read_layouts(read_pages(write_xlsx(tmp_path / "book.xlsx", REFUSED[family].pages), signs()))
    assert not rows.indicator_cells


@pytest.mark.slow
@pytest.mark.parametrize("way", ["xlsx", "xls"])
def test_invented_forms_give_their_records(way, tmp_path):
    found = {}
    for seed, document in whole_forms(FORMS):
        rows = read_layouts(read_pages(WAYS[way][0](Path(tmp_path / f"{seed}.{way}"), document.pages), signs()))
        if wrong := differences_of(seed, document, rows):
            found[seed] = wrong
    assert not found
