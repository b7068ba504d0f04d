"""What the review gathers of a document, against the raw rows and the published file."""

import duckdb
import pytest

from tests.seen.built import built
from warehouse.review.gathered import OtherPages, _others, gathered, mark_of
from warehouse.seen.landed import file_of, landed_documents

pytestmark = pytest.mark.slow


def _review(name: str, wanted=None):
    document = next(one for one in landed_documents(built()).values() if one.paths == (name,))
    with duckdb.connect(str(built().published), read_only=True) as connection:
        indicators = connection.execute(
            "select indicator_key, indicator_name, target_text from fact_indicator where document_key = ?", [document.key]
        ).fetchall()
        return document, gathered(connection, document, file_of(document, built().documents), wanted), indicators


@pytest.mark.parametrize("name", ["form.html", "form.pdf", "list.html", "list.pdf", "list.txt", "one_form.pdf"])
def test_every_row_is_shown_once_beside_what_was_read_of_it(name):
    document, review, indicators = _review(name)
    rows = [row for page in review.pages for row in page.rows]
    assert len({row.mark for row in rows}) == len(rows)
    assert len(rows) == sum(len(document.rows(table)) for table in ("project_rows", "funding_cells", "indicator_cells", "total_rows"))
    shown = [row for row in rows if row.table == "indicator_cells"]
    assert sorted((row.read["indicator_key"], row.read["indicator_name"], row.read["target_text"]) for row in shown) == sorted(indicators)
    for row in shown:
        texts = {text.column: text.text for text in row.texts}
        assert texts["indicator_name_text"].replace("\n", "").rstrip("。") == row.read["indicator_name"]


@pytest.mark.parametrize("name", ["form.pdf", "list.html", "list.txt"])
def test_every_cell_names_rows_that_are_shown(name):
    _, review, _ = _review(name)
    marks = {row.mark for page in review.pages for row in page.rows}
    cells = [field.cell for page in review.pages for table in page.tables for row in table for field in row if field.cell]
    named = {mark_of(taken.raw_table, taken.project_ordinal, taken.row_ordinal) for cell in cells for taken in cell.taken}
    assert named <= marks and len(named) > 0.9 * len(marks)
    for page in review.pages:
        for table in page.tables:
            assert len({sum(field.span for field in row) for row in table}) == 1, "rows of a table are of one width"


def test_a_finding_stands_by_its_row():
    _, review, _ = _review("one_form.pdf")
    found = {row.read["indicator_name"]: [one["rule_code"] for one in row.findings] for page in review.pages for row in page.rows if row.read}
    assert "level.parent" in found["夜间亮灯率"]


def test_pages_that_are_not_asked_for_are_counted():
    _, review, _ = _review("list.pdf", {1})
    _, whole, _ = _review("list.pdf")
    assert [page.number for page in review.pages] == [1] and review.left_out == len(whole.pages) - 1


def test_runs_of_other_pages_are_one_line():
    def block(number, outcome, reason=None):
        return {"page_number": number, "block_number": 1, "outcome": outcome, "reason": reason}

    runs = _others([block(1, "other_content"), block(2, "other_content"), block(4, "other_content"), block(3, "image_only", "图 / picture")])
    assert runs == (OtherPages(1, 2, "other_content", ""), OtherPages(3, 3, "image_only", "图 / picture"), OtherPages(4, 4, "other_content", ""))
