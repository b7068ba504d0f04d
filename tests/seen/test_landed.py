"""A document by its raw rows, and the file that it was read from."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.seen.built import built
from warehouse.faults import UsageFault
from warehouse.seen.landed import file_of, landed_documents
from warehouse.settings import Settings

pytestmark = pytest.mark.slow


def _named(name: str):
    return next(one for one in landed_documents(built()).values() if one.paths == (name,))


def test_every_document_is_there_with_its_cells():
    assert sorted(path for one in landed_documents(built()).values() for path in one.paths) == sorted(path.name for path in built().documents.iterdir())
    form = _named("one_form.pdf")
    cells = form.cells()
    (name,) = [cell for cell in cells if cell.text == "夜间亮灯率"]
    assert {taken.field for taken in name.taken} == {"indicator_name_text"} and name.box is not None
    assert form.cells([99]) == [] and len(form.cells([1])) == len(cells)


def test_the_file_is_found_and_one_that_changed_is_not_taken_for_it(tmp_path: Path):
    form = _named("one_form.pdf")
    assert file_of(form, built().documents) == built().documents / "one_form.pdf"
    with pytest.raises(UsageFault, match="DOCUMENTS=<folder>"):
        file_of(form, tmp_path)
    shutil.copy(built().documents / "list.pdf", tmp_path / "one_form.pdf")
    with pytest.raises(UsageFault, match="has changed"):
        file_of(form, tmp_path)
    assert file_of(replace(form, paths=("gone.pdf", "one_form.pdf")), built().documents).name == "one_form.pdf"


def test_where_nothing_was_read_there_is_nothing(tmp_path: Path):
    assert landed_documents(Settings(tmp_path, tmp_path)) == {}
