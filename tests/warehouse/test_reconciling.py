"""What dbt says of raw rows that lost something, of pages in dispute and of corrections: one run of the project over planted raw tables."""

import csv
import hashlib
import shutil
from pathlib import Path

import duckdb
import pytest

from extract.landing import extract_documents
from tests.dbt_project import compiled
from tests.extract.text_typesetter import typeset
from tests.twin import fonts, ruled_pdf
from tests.twin.page_design import HEADINGS, TITLE
from tests.twin.print_html import web_page
from tests.twin.records import founding_records
from warehouse import candidate
from warehouse.conform.fill import fill
from warehouse.corrections import COLUMNS, read_corrections
from warehouse.faults import BuildFault
from warehouse.settings import DBT_PROJECT
from warehouse.versions import BuildFacts


def _offer(folder: Path) -> Path:
    folder.mkdir()
    records = founding_records()
    (folder / "table.txt").write_text(typeset([records[9:12], records[12:14]]), encoding="utf-8")
    (folder / "page.html").write_text(web_page(records[3:9]), encoding="utf-8")
    printed = records[20:28]
    font = fonts.truetype_font(set("".join((TITLE, *HEADINGS, *("".join(record) for record in printed)))), folder / "font.ttf")
    ruled_pdf.typeset(printed, font, folder / "printed.pdf", 24.0)
    font.unlink()
    return folder


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, *entries: tuple) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *entries])
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The candidate, the failed checks by name, and the keys of the documents."""
    root = tmp_path_factory.mktemp("reconciling")
    documents = _offer(root / "documents")
    raw, folder = root / "raw", root / "candidate"
    extraction = extract_documents(documents, raw)
    candidate.start_afresh(folder)
    key = {name: _sha256(documents / name)[:16] for name in ("table.txt", "page.html", "printed.pdf")}
    text = _sha256(documents / "table.txt")
    name = founding_records()[10][2]
    corrections = _write(
        root / "corrections.csv",
        (text, "project_rows", 2, "", 1, "project_name_text", name, f"{name}（更正）", "项目名称漏字 / a word is missing"),
        (text, "indicator_cells", 1, 1, 1, "number_text", "1", "11", "编号 / number"),
        (text, "indicator_cells", 3, 1, 1, "target_text", "此处无此文字", "另一文字", "原文已变 / the source has changed"),
        (text, "indicator_cells", 99, 1, 1, "target_text", "甲", "乙", "位置不存在 / no such place"),
        ("f" * 64, "project_rows", 1, "", 1, "project_name_text", "甲", "乙", "文件不在 / absent"),
        (text, "project_rows", 4, "", 2, "project_code_text", "", "A001", "漏印 / left out in print"),
    )
    work, made = folder / "work.duckdb", folder / "performance_targets.duckdb"
    shutil.copyfile(compiled.blank().published, made)
    shutil.copyfile(compiled.blank().work, work)
    candidate.load_raw(work, raw, extraction, read_corrections(corrections), facts=BuildFacts(least_coverage=0.99))
    with duckdb.connect(str(work)) as connection:
        connection.execute(
            r"""
            update raw.table_cells as c set cell_text = regexp_replace(cell_text, '\S', '漏', 'g') from raw.cell_uses as u
            where c.document_key = ? and u.document_key = c.document_key and u.field_name = 'combined_text' and u.project_ordinal = 3 and u.row_ordinal = 1
                and (u.page_number, u.table_number, u.row_number, u.column_number) = (c.page_number, c.table_number, c.row_number, c.column_number)
            """,
            [key["printed.pdf"]],
        )
        connection.execute("delete from raw.table_cells where document_key = ? and row_number = 4 and column_number = 3", [key["page.html"]])
        connection.execute("update raw.page_blocks set is_engine_disputed = true where document_key = ? and page_number = 1", [key["page.html"]])
    results = fill(compiled.blank().nodes, made, work, lambda *_: None)
    failed = {result.check_name: result for result in results if not result.is_passed}
    with duckdb.connect(str(made), read_only=True) as connection:
        yield connection, failed, key


def _rows(connection, sql, *values):
    return connection.execute(sql, list(values)).fetchall()


@pytest.mark.slow
def test_only_what_was_planted_is_found_and_touches_its_own_document(built):
    connection, failed, key = built
    assert failed == {}
    found = _rows(connection, "select document_key, reason_code from fact_quarantine where subject = 'document' order by all")
    assert set(found) == {
        (key["page.html"], "page_is_laid_out_whole"), (key["printed.pdf"], "table_is_covered"),
        (key["printed.pdf"], "combined_cells_are_cut_whole"), (key["table.txt"], "corrections_fit")
    }  # fmt: skip
    assert {status for (status,) in _rows(connection, "select status from dim_document")} == {"loaded_in_part"}


@pytest.mark.slow
def test_a_lost_cell_and_a_text_cut_short_are_counted_and_shown(built):
    connection, _, key = built
    counts = {
        row[0]: row[1:]
        for row in _rows(connection, "select document_key, lost_character_count > 0, left_out_character_count, table_coverage from mart_coverage")
    }
    assert counts[key["table.txt"]] == (False, 0, 1)
    assert counts[key["page.html"]][0] and counts[key["page.html"]][1] == 0
    lost = "".join(founding_records()[22][4].split())
    is_lost, left_out, coverage = counts[key["printed.pdf"]]
    assert not is_lost and left_out == len(lost) and coverage < 0.97
    ((shown, reason),) = _rows(connection, "select cell_text, remainder_reason from fact_table_remainder where remainder_kind = 'left_out'")
    assert "".join(shown.split()) == "漏" * left_out
    assert reason.endswith("漏" * left_out)


@pytest.mark.slow
def test_rows_on_a_page_in_dispute_are_marked(built):
    connection, _, key = built
    for table in ("fact_indicator", "dim_project"):
        sql = f"select document_key, source_page, bool_and(is_engine_disputed), bool_or(is_engine_disputed) from {table} group by all"
        for document, page, every, some in _rows(connection, sql):
            assert every == some == (document == key["page.html"] and page == 1)
    assert _rows(connection, "select sum(disputed_page_count) from mart_coverage") == [(1,)]


@pytest.mark.slow
def test_corrections_are_applied_shown_and_told_apart(built):
    connection, _, key = built
    document = key["table.txt"]
    status = _rows(connection, "select status, document_key, project_key, indicator_key from fact_correction order by correction_number")
    assert status == [
        ("applied", document, f"{document}-0002", None),
        ("applied", document, f"{document}-0001", f"{document}-0001-001"),
        ("stale", document, None, None),
        ("place_not_found", document, None, None),
        ("idle", None, None, None),
        ("applied", document, f"{document}-0004", None),
    ]
    said = _rows(connection, "select reason from fact_quarantine where reason_code = 'corrections_fit'")
    assert len(said) == 1 and "; + 1" in said[0][0]
    name = founding_records()[10][2]
    projects = _rows(
        connection, "select project_ordinal, project_name, project_code, is_corrected from dim_project where document_key = ? order by 1", document
    )
    assert projects[1] == (2, f"{name}（更正）", None, True)
    assert projects[3][2:] == ("A001", True)
    assert [row[3] for row in projects] == [False, True, False, True, False]
    printed = _rows(connection, "select raw_text, corrected_text from fact_correction where correction_number = 1")
    assert printed == [(name, f"{name}（更正）")]
    marked = _rows(connection, "select indicator_key, printed_number from fact_indicator where is_corrected")
    assert marked == [(f"{document}-0001-001", "11")]


_GOOD = ("a" * 64, "indicator_cells", 1, 1, 1, "target_text", "甲", "乙", "理由 / reason")


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (0, "abc", "sha256"),
        (1, "fact_indicator", "no table"),
        (5, "target_value", "no text"),
        (5, "colour_text", "no text"),
        (2, "", "project_ordinal"),
        (3, "0", "row_ordinal"),
        (4, "x", "page_number"),
        (7, "甲", "nothing is changed"),
        (8, " ", "no reason"),
    ],
)
def test_an_entry_that_is_not_well_formed_names_itself(tmp_path, place, value, said):
    bad = list(_GOOD)
    bad[place] = value
    with pytest.raises(BuildFault, match=rf"corrections\.csv, entry 2: .*{said}"):
        read_corrections(_write(tmp_path / "corrections.csv", (*_GOOD[:3], 2, *_GOOD[4:]), tuple(bad)))


def test_two_entries_of_one_place_and_other_columns_are_refused(tmp_path):
    with pytest.raises(BuildFault, match="entry 2: entry 1 is of the same place"):
        read_corrections(_write(tmp_path / "corrections.csv", _GOOD, _GOOD))
    (tmp_path / "other.csv").write_text("sha256,meant\n", encoding="utf-8")
    with pytest.raises(BuildFault, match="the columns are"):
        read_corrections(tmp_path / "other.csv")


def test_the_reviewed_file_is_well_formed():
    read_corrections(DBT_PROJECT / "corrections.csv")
