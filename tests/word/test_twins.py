"""What the layouts read of a page, they read of the same page typed into a Word document."""

import os

import pytest

from extract.layouts import read_layouts, signs
from extract.word.reader import read_pages
from tests.layouts.form_fuzzer import whole_forms
from tests.layouts.test_families import FAMILIES, REFUSED, read_projects
from tests.layouts.test_fuzzed_forms import differences_of
from tests.word.documents import write_docx

FORMS = int(os.environ.get("WORD_FUZZ_FORMS", "40"))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_gives_its_rows(family, tmp_path):
    rows = read_layouts(read_pages(write_docx(tmp_path / "表.docx", FAMILIES[family].pages), signs()))
    assert read_projects(rows) == FAMILIES[family].gives, [(block["outcome"], block["layout"], block["reason"]) for block in rows.page_blocks]


@pytest.mark.parametrize("family", REFUSED)
def test_what_is_refused_as_a_page_is_refused_in_a_document(family, tmp_path):
    assert not read_layouts(read_pages(write_docx(tmp_path / "表.docx", REFUSED[family].pages), signs())).indicator_cells


@pytest.mark.slow
def test_invented_forms_give_their_records(tmp_path):
    found = {}
    for seed, document in whole_forms(FORMS):
        rows = read_layouts(read_pages(write_docx(tmp_path / f"{seed}.docx", document.pages), signs()))
        if wrong := differences_of(seed, document, rows):
            found[seed] = wrong
    assert not found
