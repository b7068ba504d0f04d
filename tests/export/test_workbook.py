"""The workbook read back cell by cell: every value is the mart's, none is a formula or a link, and what does not fit is told."""

import re
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from tests.export.exported import ASTRAL, EXACT, LONG, TEXTS, differing, make, rows
from tests.hostile.planted import FORMULAS, SCRIPTS, built
from warehouse.export import workbook
from warehouse.export.tables import export
from warehouse.export.workbook import write_workbook


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("export") / "performance_targets.duckdb"
    make(path)
    return path


@pytest.fixture(scope="module")
def book(published) -> Path:
    path = published.with_name("book.xlsx")
    with duckdb.connect(str(published), read_only=True) as connection:
        write_workbook(export(connection), path)
    return path


def cells(sheet) -> list[list[object]]:
    """Values below the header; texts as Excel reads them."""
    return [[unescape(value) if isinstance(value, str) else value for value in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_every_value_is_that_of_its_table(published, book):
    read = openpyxl.load_workbook(book)
    with duckdb.connect(str(published), read_only=True) as connection:
        chosen = export(connection)
        compared = 0
        for table in chosen.tables:
            expected, found = rows(chosen, table.name), [row for row in cells(read[table.label]) if any(value is not None for value in row)]
            assert len(found) == len(expected), table.name
            for one, other in zip(expected, found, strict=True):
                for column, value, cell in zip(table.columns, one, other, strict=True):
                    if value not in (LONG, ASTRAL):
                        assert not differing(value, cell), (table.name, column.name, value, cell)
                        compared += 1
    assert compared > len(TEXTS) * 60


def test_headers_are_chinese_with_the_column_and_what_it_is_beside_them(book):
    sheet = openpyxl.load_workbook(book)["指标宽表"]
    header = {cell.comment.text.split("\n")[0]: cell.value for cell in sheet[1]}
    assert (header["target_value"], header["department_name"], header["is_counted"]) == ("目标数值", "主管部门", "是否计入合计")
    assert all(cell.comment.text.split("\n")[1].startswith(cell.value) and len(cell.comment.text) > 10 for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:BO{7 + len(TEXTS) + 1}")
    assert sheet.column_dimensions["J"].width > 2 * len("主管部门")


def test_numbers_dates_and_truth_are_of_their_types(book):
    sheet = openpyxl.load_workbook(book)["指标宽表"]
    names = {cell.comment.text.split("\n")[0]: number for number, cell in enumerate(sheet[1])}
    cell = {name: sheet[9][number] for name, number in names.items()}
    kinds = {name: cell[name].data_type for name in ("deadline_date", "is_counted", "weight", "project_total_yuan_do_not_sum", "target_value", "due_date")}
    assert kinds == {"deadline_date": "d", "is_counted": "b", "weight": "n", "project_total_yuan_do_not_sum": "n", "target_value": "s", "due_date": "s"}
    assert cell["project_total_yuan_do_not_sum"].number_format == "#,##0.00"
    assert cell["target_value"].value == str(EXACT)


def test_every_number_has_room_in_its_column(book):
    sheet = openpyxl.load_workbook(book)["指标宽表"]
    names = {cell.comment.text.split("\n")[0]: cell.column_letter for cell in sheet[1]}
    assert sheet.column_dimensions[names["project_total_yuan_do_not_sum"]].width > len("9,999,999,999,999.99")
    assert sheet.column_dimensions[names["target_value"]].width > len(str(EXACT))


def test_what_does_not_fit_is_cut_or_written_as_text_and_told(book):
    read = openpyxl.load_workbook(book)
    sheet = read["指标宽表"]
    long, astral = (next(unescape(str(cell.value)) for cell in sheet[9] if str(cell.value or "").startswith(start)) for start in ("=长", ASTRAL[0]))
    for cut, whole in ((long, LONG), (astral, ASTRAL)):
        kept = cut.removesuffix("…〔截断 / cut〕")
        assert kept != cut and whole.startswith(kept)
        assert 32_700 < len(cut.encode("utf-16-le")) // 2 <= 32_767
    guide = ["|".join(str(value) for value in row if value is not None) for row in read["说明"].iter_rows(values_only=True)]
    assert sum(line.startswith("截断") and line.endswith("|2") for line in guide) == 1
    assert any("指标宽表|odd-00|绩效目标：截断" in line for line in guide)
    assert any("指标宽表|odd-00|目标数值：超过 15 位" in line for line in guide)
    assert any("指标宽表|odd-00|" in line and "早于 1900" in line for line in guide)


def test_the_first_sheet_says_what_the_others_are_and_whence(book):
    text = "\n".join("|".join(str(value) for value in row if value is not None) for row in openpyxl.load_workbook(book)["说明"].iter_rows(values_only=True))
    for said in (f"指标宽表|mart_indicator|{7 + len(TEXTS)}|指标宽表。", "contract_version|1.0.0", "Apache-2.0", "署名 / attribution", "a.txt"):
        assert said in text


def test_more_rows_than_a_sheet_holds_go_on_in_a_further_one(published, tmp_path):
    with duckdb.connect(str(published), read_only=True) as connection:
        chosen = export(connection)
        write_workbook(chosen, tmp_path / "split.xlsx", most_rows=9)
        column = [one.name for one in chosen.tables[0].columns].index("indicator_key")
        expected = [row[column] for row in rows(chosen, "mart_indicator")]
    read = openpyxl.load_workbook(tmp_path / "split.xlsx")
    sheets = [read[name] for name in ("指标宽表", "指标宽表 (2)", "指标宽表 (3)")]
    assert [sheet.max_row for sheet in sheets] == [9, 9, 7 + len(TEXTS) - 16 + 1]
    assert [sheet[1][0].value for sheet in sheets] == ["文件键"] * 3
    assert [row[column] for sheet in sheets for row in cells(sheet)] == expected
    assert "指标宽表 (4)" not in read.sheetnames


def test_rows_that_come_in_many_batches_are_all_there(published, book, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_BATCH", 2)
    monkeypatch.setattr(workbook, "_MEASURED", 3)
    with duckdb.connect(str(published), read_only=True) as connection:
        write_workbook(export(connection), tmp_path / "batches.xlsx")
    one, other = (openpyxl.load_workbook(path) for path in (book, tmp_path / "batches.xlsx"))
    assert one.sheetnames == other.sheetnames
    assert [cells(sheet) for sheet in one] == [cells(sheet) for sheet in other]


def test_the_same_rows_give_the_same_bytes(published, book, tmp_path):
    with duckdb.connect(str(published), read_only=True) as connection:
        write_workbook(export(connection), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == book.read_bytes()


def acting(path: Path) -> list[str]:
    """What of a workbook a program could follow or run: formulas, links to elsewhere, macros, connections to data."""
    with zipfile.ZipFile(path) as file:
        found = [name for name in file.namelist() if re.search(r"vba|macro|externalLink|connections|embeddings|activeX", name)]
        for name in file.namelist():
            text = file.read(name).decode("utf-8")
            found += [f"{name}: {one}" for one in re.findall(r"<f[ >]|<hyperlink|TargetMode=\"External\"|<ddeLink|<oleObject", text)]
    return found


def test_texts_like_formulas_are_marked_as_texts(book):
    sheet = openpyxl.load_workbook(book)["指标宽表"]
    marked = {unescape(cell.value): cell.quotePrefix for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)}
    assert [text for text in TEXTS[:8] if marked[text]] == [text for text in TEXTS[:8] if text != "'=1"]
    assert not marked["00012"]
    assert acting(book) == []


@pytest.mark.slow
def test_planted_documents_come_to_cells_that_do_nothing(tmp_path):
    with duckdb.connect(str(built().warehouse / "performance_targets.duckdb"), read_only=True) as connection:
        chosen = export(connection)
        write_workbook(chosen, tmp_path / "planted.xlsx")
        expected = {table.name: rows(chosen, table.name) for table in chosen.tables}
    assert acting(tmp_path / "planted.xlsx") == []
    read = openpyxl.load_workbook(tmp_path / "planted.xlsx")
    texts = set()
    for table in chosen.tables:
        found = [row for row in cells(read[table.label]) if any(value is not None for value in row)]
        for one, other in zip(expected[table.name], found, strict=True):
            for column, value, cell in zip(table.columns, one, other, strict=True):
                assert not differing(value, cell) or str(value).startswith("=长"), (table.name, column.name, value, cell)
        texts |= {cell.value for row in read[table.label].iter_rows() for cell in row if cell.data_type == "s"}
        assert not {cell.coordinate for row in read[table.label].iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink}
    assert texts.issuperset((FORMULAS[0], FORMULAS[1], SCRIPTS[0]))
