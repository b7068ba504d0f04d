"""The published document that stands as HTML, row by row against the reference made by eye."""

import hashlib
import time
from pathlib import Path

import pytest
import yaml

from extract.html import read_pages
from extract.pages import Cell, Table
from extract.text import squeeze

_ROOT = Path(__file__).parents[2]
_DOCUMENTS = _ROOT.parent / "shared" / "documents" / "yantai"
_REFERENCE = _ROOT / "tests" / "reference" / "yantai" / "8f1097a7cf5d77f3.yml"
_MOST_SECONDS = 4.0  # of CPU, for machines half as fast as those that keep to 2
_GATE_WORDS = ("绩效指标", "绩效目标", "三级指标", "指标值", "指标名称", "年度指标值")


@pytest.fixture(scope="module")
def reference() -> dict:
    return yaml.safe_load(_REFERENCE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(reference):
    path = next((path for path in _DOCUMENTS.glob("*.html") if hashlib.sha256(path.read_bytes()).hexdigest() == reference["sha256"]), None)
    if path is None:
        pytest.skip("the published documents are not on this machine (../shared/documents)")
    start = time.process_time()
    read = list(read_pages(path, _GATE_WORDS))
    assert time.process_time() - start < _MOST_SECONDS
    return read


def _at(table: Table, row: int, column: int) -> Cell:
    return next(c for c in table.cells if c.row <= row < c.row + c.row_span and c.column <= column < c.column + c.column_span)


def test_pages_and_titles(pages, reference):
    assert len(pages) == reference["page_count"]
    assert [page.number for page in pages if page.tables] == reference["target_pages"]
    for number in reference["target_pages"]:
        page = pages[number - 1]
        assert [line.text for line in page.lines if line.text.endswith("项目预算绩效目标表")] == ["政策和项目预算绩效目标表"]
        assert page.hidden_character_count == len("政策和项目预算绩效目标表")


def test_every_cell_of_every_project(pages, reference):
    for project in reference["projects"]:
        first, last = project["pages"]
        tables = [table for page in pages[first - 1 : last] for table in page.tables]
        texts = [squeeze(cell.text) for table in tables for cell in table.cells]
        for key in ("name", "unit", "department"):
            assert squeeze(project[key]) in texts
        objective = project["objective"]
        assert any(t.startswith(squeeze(objective["first"])) and t.endswith(squeeze(objective["last"])) and len(t) == objective["length"] for t in texts)
        for money in project["money"]:
            label = next(cell for cell in tables[0].cells if squeeze(cell.text) == squeeze(money["label"]))
            assert _at(tables[0], label.row, label.column + label.column_span).text == money["amount"]
        rows = [
            (page.number, *(squeeze(_at(table, row, column).text) for column in (1, 2, 3, 4)))
            for page in pages[first - 1 : last]
            for table in page.tables
            for row in range(len(table.row_edges) - 1)
            if squeeze(_at(table, row, 0).text) == "绩效指标"
        ]
        assert rows == [(i["page"], *map(squeeze, (i["level1"], i["level2"], i["name"], i["target"]))) for i in project["indicators"]]
