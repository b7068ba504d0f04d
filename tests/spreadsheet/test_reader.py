"""What of a workbook is read, what is left out and told, and what becomes of files that are broken or made to hurt."""

import datetime
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Border, Side

from extract import packages
from extract.dispatch import read_document
from extract.pages import Page
from extract.reasons import UnreadableError
from extract.spreadsheet.reader import read_pages

FORM = (
    ("项目支出绩效目标表",),
    ("项目名称", "绿道养护", "主管部门", "某区园林局"),
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "养护里程", "≥20公里"),
    ("产出指标", "质量指标", "养护合格率", 0.95),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
)
THIN = Side(style="thin")


class _Words:
    words = ("三级指标", "绩效目标")


def _book(path: Path, rows=FORM, change=lambda sheet: None, state: str = "visible") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet["D5"].number_format = "0%"
    for row in sheet["A2:D6"]:
        for cell in row:
            cell.border = Border(THIN, THIN, THIN, THIN)
    change(sheet)
    if state != "visible":
        book.create_sheet("另表")
        sheet.sheet_state = state
    book.save(path)
    return path


def _targets(path: Path) -> list[tuple[str, str]]:
    _, rows = read_document(path)
    return [(cell["indicator_name_text"], cell["target_text"]) for cell in rows.indicator_cells]


def _pages(path: Path) -> list[Page]:
    return list(read_pages(path, _Words))


def test_a_form_is_read_as_it_is_shown(tmp_path):
    assert _targets(_book(tmp_path / "表.xlsx")) == [("养护里程", "≥20公里"), ("养护合格率", "95%"), ("居民满意度", "≥90%")]


def test_places_are_no_places_on_paper(tmp_path):
    _, rows = read_document(_book(tmp_path / "表.xlsx"))
    assert all(cell.get("bbox_x0") is None for cell in [*rows.table_cells, *rows.indicator_cells])
    assert {(cell["page_number"], cell["table_number"]) for cell in rows.indicator_cells} == {(1, 1)}


def test_hidden_rows_and_columns_are_counted_and_not_read(tmp_path):
    def hide(sheet):
        sheet.insert_cols(2)
        sheet["B4"] = "隐藏的字"
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[6].hidden = True

    path = _book(tmp_path / "表.xlsx", change=hide)
    assert _targets(path) == [("养护里程", "≥20公里"), ("养护合格率", "95%")]
    (page,) = _pages(path)
    assert page.hidden_character_count == len("隐藏的字满意度指标服务对象满意度指标居民满意度≥90%")


def test_a_hidden_sheet_is_told_and_not_read(tmp_path):
    for state in ("hidden", "veryHidden"):
        page, other = _pages(_book(tmp_path / f"{state}.xlsx", state=state))
        assert not page.is_laid_out and "隐藏" in (page.reason or "") and page.hidden_character_count > 40 and not page.text
        assert other.reason is None


def test_a_formula_without_its_value_stands_as_written(tmp_path):
    def formula(sheet):
        sheet["D4"] = "=CONCATENATE(20,A1)"

    (page,) = _pages(_book(tmp_path / "表.xlsx", change=formula))
    assert "=CONCATENATE(20,A1)" in page.text and "公式" in (page.reason or "")


def test_a_formula_with_its_value_is_its_value(tmp_path):
    path = _book(tmp_path / "表.xlsx", change=lambda sheet: sheet.__setitem__("D4", "=10+10"))
    _rewritten(path, "xl/worksheets/sheet1.xml", lambda data: re.sub(rb"(<f>10\+10</f>)<v ?/>|(<f>10\+10</f>)<v></v>", b"<f>10+10</f><v>20</v>", data))
    assert ("养护里程", "20") in _targets(path) and _pages(path)[0].reason is None


def test_dates_and_errors_are_shown(tmp_path):
    def fill(sheet):
        sheet["D4"], sheet["D4"].number_format = datetime.datetime(2026, 11, 30), 'yyyy"年"m"月"d"日"'
        sheet["D5"] = "#DIV/0!"

    assert _targets(_book(tmp_path / "表.xlsx", change=fill))[:2] == [("养护里程", "2026年11月30日"), ("养护合格率", "#DIV/0!")]


def test_tables_under_and_beside_each_other(tmp_path):
    def more(sheet):
        for row, values in enumerate(FORM[1:], 9):
            for column, value in enumerate(values, 1):
                cell = sheet.cell(row, column, value if column != 2 or row != 9 else "绿道建设")
                cell.border = Border(THIN, THIN, THIN, THIN)
        for row in range(2, 4):
            for column in (7, 8):
                sheet.cell(row, column, "另一表").border = Border(THIN, THIN, THIN, THIN)

    path = _book(tmp_path / "表.xlsx", change=more)
    (page,) = _pages(path)
    assert [len(table.column_edges) - 1 for table in page.tables] == [4, 2, 4]
    _, rows = read_document(path)
    assert [row["project_name_text"] for row in rows.project_rows] == ["绿道养护", "绿道建设"] and len(rows.indicator_cells) == 6


@pytest.mark.parametrize(("first", "lines"), [("项目支出绩效目标表", 1), ("项目名称 绿道养护", 0)])
def test_a_first_row_in_a_frame_is_a_title_only_where_it_reads_so(first, lines, tmp_path):
    def frame(sheet):
        sheet["A1"] = first
        for cell in sheet[1]:
            cell.border = Border(THIN, THIN, THIN, THIN)

    (page,) = _pages(_book(tmp_path / "表.xlsx", change=frame))
    assert len(page.lines) == lines and len(page.tables[0].row_edges) - 1 == 6 - lines


def test_what_stands_over_a_table_is_a_line(tmp_path):
    def over(sheet):
        sheet.insert_rows(2)
        sheet["A2"], sheet["D2"] = "部门名称：某区园林局", "单位：万元"

    (page,) = _pages(_book(tmp_path / "表.xlsx", change=over))
    assert [line.text for line in page.lines] == ["项目支出绩效目标表", "部门名称：某区园林局", "单位：万元"] and len(page.tables) == 1


def test_whole_columns_merged_are_told(tmp_path):
    path = _rewritten(_book(tmp_path / "表.xlsx"), "xl/worksheets/sheet1.xml", lambda data: data.replace(b'"A1:D1"', b'"A1:XFD1048576"'))
    with pytest.raises(UnreadableError) as told:
        _pages(path)
    assert told.value.code == "too_much_memory"


def test_the_old_kind_too(tmp_path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet, hidden = book.add_sheet("表"), book.add_sheet("底稿")
    ruled = "borders: left thin, right thin, top thin, bottom thin"
    sheet.write_merge(0, 0, 0, 3, FORM[0][0])
    for row, values in enumerate(FORM[1:], 1):
        for column, value in enumerate(values):
            sheet.write(row, column, value, xlwt.easyxf(ruled, num_format_str="0%" if value == 0.95 else "General"))
    sheet.write(6, 0, datetime.date(2026, 3, 5), xlwt.easyxf(num_format_str="yyyy/m/d"))
    hidden.write(0, 0, "三级指标")
    hidden.visibility = 1
    path = tmp_path / "表.xls"
    book.save(str(path))
    assert _targets(path) == [("养护里程", "≥20公里"), ("养护合格率", "95%"), ("居民满意度", "≥90%")]
    assert "2026/3/5" in _pages(path)[0].text and _pages(path)[1].hidden_character_count == 4


def _rewritten(path: Path, name: str, change) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {member: archive.read(member) for member in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in parts.items():
            archive.writestr(member, data)
    return path


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "MOST_BYTES", 1_000_000)
    path = _rewritten(_book(tmp_path / "表.xlsx"), "xl/worksheets/sheet1.xml", lambda data: data + b" " * 2_000_000)
    with pytest.raises(UnreadableError) as told:
        _pages(path)
    assert told.value.code == "too_much_memory"


def test_entities_are_not_expanded(tmp_path):
    laughs = b'<!DOCTYPE a [<!ENTITY a "' + b"x" * 1000 + b'">' + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(6)) + b"]>"
    path = _rewritten(_book(tmp_path / "表.xlsx"), "xl/worksheets/sheet1.xml", lambda data: laughs + data.replace(b"<t>", b"<t>&g;", 1))
    with pytest.raises(UnreadableError) as told:
        _pages(path)
    assert told.value.code == "damaged"


def test_a_part_of_the_machine_is_not_read(tmp_path):
    (tmp_path / "secret").write_text("机密内容", encoding="utf-8")
    kind = f'<!DOCTYPE a [<!ENTITY a SYSTEM "{(tmp_path / "secret").as_uri()}">]>'.encode()
    path = _rewritten(_book(tmp_path / "表.xlsx"), "xl/worksheets/sheet1.xml", lambda data: kind + data.replace(b"<t>", b"<t>&a;", 1))
    try:
        assert all("机密内容" not in page.text for page in _pages(path))
    except UnreadableError as told:
        assert told.code == "damaged"


def test_the_binary_kind_is_said_not_to_be_read(tmp_path):
    path = tmp_path / "表.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr("xl/workbook.bin", b"\x00")
    with pytest.raises(UnreadableError, match="xlsb"):
        read_document(path)
