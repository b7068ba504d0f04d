"""The kept documents read as accepted, and what reads otherwise is listed cell by cell."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from extract.pdf import reader
from tests.drift import __main__ as drift


def test_every_cell_reads_as_accepted():
    assert drift.compare() == [], "look at each; python -m tests.drift --accept keeps them"
    assert {path.suffix for path in drift.documents()} >= {".txt", ".html", ".pdf"}
    assert drift.libraries().keys() >= {"pdf_oxide", "pdfplumber", "pypdfium2", "selectolax"}


@pytest.fixture
def folder(tmp_path) -> Path:
    for part in ("documents", "rows"):
        shutil.copytree(drift.FOLDER / part, tmp_path / part)
    return tmp_path


def test_an_engine_that_reads_otherwise_is_listed_by_document_page_and_cell(monkeypatch, folder):
    """As if a new version of a library gave the sign of one target another code."""
    original = reader.fill

    def changed(*arguments):
        tables, lines = original(*arguments)
        return tuple(replace(one, cells=tuple(replace(cell, text=cell.text.replace("≥12.5公里", "212.5公里")) for cell in one.cells)) for one in tables), lines

    monkeypatch.setattr(reader, "fill", changed)
    lines = drift.compare(folder)
    assert len(lines) == 2
    assert lines[0].startswith("form.pdf, page 1, indicator_cells") and lines[0].endswith("target_text: «≥12.5公里» -> «212.5公里»")
    assert lines[1].startswith("form.pdf, page 1, table_cells") and lines[1].endswith("cell_text: «≥12.5公里» -> «212.5公里»")
    assert drift.compare(folder, accept=True) == lines
    assert drift.compare(folder) == []


def test_rows_that_are_new_or_gone_and_left_over_files_are_listed(folder):
    reference = folder / "rows" / "form.pdf.jsonl"
    rows = [json.loads(line) for line in reference.read_text(encoding="utf-8").splitlines()]
    number, lost = next((number, row) for number, row in enumerate(rows) if row.get("indicator_name_text") == "验收合格率")
    rows[number] = lost | {"cell_ordinal": 77}
    reference.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "rows" / "old.pdf.jsonl").write_text("", encoding="utf-8")
    new, gone, leftover = drift.compare(folder)
    assert "row new" in new and "«验收合格率»" in new
    assert "row gone" in gone and "  77" in gone
    assert leftover == "old.pdf.jsonl is of no document"
    drift.compare(folder, accept=True)
    assert drift.compare(folder) == []


def test_a_document_without_a_reference_is_wholly_new(folder):
    (folder / "rows" / "list.html.jsonl").unlink()
    lines = drift.compare(folder)
    assert lines and all(line.startswith("list.html") and "row new" in line for line in lines)


def test_versions_that_changed_are_said(folder, capsys):
    versions = folder / "rows" / "libraries.json"
    versions.write_text(json.dumps(json.loads(versions.read_text()) | {"pdf_oxide": "0.0.1"}), encoding="utf-8")
    assert drift.compare(folder) == []
    assert capsys.readouterr().out.startswith("pdf_oxide 0.0.1 -> ")


def test_status_says_whether_something_differs(monkeypatch, capsys):
    assert drift.main([]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "every cell reads as it did"
    monkeypatch.setattr(drift, "compare", lambda accept: ["x, page 1: a -> b"])
    assert drift.main([]) == 1
    assert drift.main(["--accept"]) == 0
