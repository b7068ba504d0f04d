"""What of a document is read and what is not: merges, nested tables, text boxes, tracked changes, hidden text; and broken files."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract import packages
from extract.dispatch import read_document
from extract.pages import Page
from extract.reasons import UnreadableError
from extract.word.reader import read_pages

ROWS = (
    ("项目名称", "绿道养护", "主管部门", "某区园林局"),
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "养护里程", "≥20公里"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
)
W = nsdecls("w")


class _Words:
    words = ("三级指标", "绩效目标")


def _document(path: Path, change=lambda document: None, rows=ROWS) -> Path:
    document = docx.Document()
    document.add_paragraph("项目支出绩效目标表")
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    change(document)
    document.save(str(path))
    return path


def _pages(path: Path) -> list[Page]:
    return list(read_pages(path, _Words))


def _targets(path: Path) -> list[tuple[str, str]]:
    _, rows = read_document(path)
    return [(cell["indicator_name_text"], cell["target_text"]) for cell in rows.indicator_cells]


def test_a_form_is_read(tmp_path):
    assert _targets(_document(tmp_path / "表.docx")) == [("养护里程", "≥20公里"), ("居民满意度", "≥90%")]


def test_tracked_changes_are_read_as_accepted(tmp_path):
    def track(document):
        table = document.tables[0]
        cell = table.cell(2, 3).paragraphs[0]._element
        cell.clear_content()
        cell.append(parse_xml(f'<w:del {W} w:id="1"><w:r><w:delText>≥20公里</w:delText></w:r></w:del>'))
        cell.append(parse_xml(f'<w:ins {W} w:id="2"><w:r><w:t>≥25</w:t></w:r><w:r><w:t>公里</w:t></w:r></w:ins>'))
        gone = table.rows[3]._tr
        gone.insert(0, parse_xml(f'<w:trPr {W}><w:del w:id="3"/></w:trPr>'))

    assert _targets(_document(tmp_path / "表.docx", track)) == [("养护里程", "≥25公里")]


def test_hidden_text_is_counted_and_not_read(tmp_path):
    def hide(document):
        document.paragraphs[0].add_run("内部稿").font.hidden = True

    (page,) = _pages(_document(tmp_path / "表.docx", hide))
    assert page.hidden_character_count == 3 and "内部稿" not in page.text


def test_a_text_box_is_read_once(tmp_path):
    box = (
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
        "<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>单位：万元</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>单位：万元</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    (page,) = _pages(_document(tmp_path / "表.docx", lambda document: document.paragraphs[0]._element.append(parse_xml(box))))
    assert [line.text for line in page.lines] == ["项目支出绩效目标表", "单位：万元"]


def test_a_table_within_a_cell_stands_for_itself(tmp_path):
    document = docx.Document()
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = "项目支出绩效目标表"
    table = frame.add_table(len(ROWS), 4)
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.save(str(tmp_path / "表.docx"))
    assert _targets(tmp_path / "表.docx") == [("养护里程", "≥20公里"), ("居民满意度", "≥90%")]


def test_pages_end_at_breaks_outside_of_tables(tmp_path):
    def more(document):
        document.add_page_break()
        document.add_paragraph("附件二")
        document.add_paragraph("下一页").paragraph_format.page_break_before = True
        document.add_section()
        document.add_paragraph("又一页")

    pages = _pages(_document(tmp_path / "表.docx", more))
    assert [(page.number, page.text.split("\n")[0]) for page in pages] == [(1, "项目支出绩效目标表"), (2, "附件二"), (3, "下一页"), (4, "又一页")]


def test_ticks_and_signs(tmp_path):
    def sign(document):
        document.tables[0].cell(0, 1).paragraphs[0]._element.append(
            parse_xml(f'<w:r {W}><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B3"/><w:tab/><w:noBreakHyphen/></w:r>')
        )

    (page,) = _pages(_document(tmp_path / "表.docx", sign))
    assert "绿道养护☑\ufffd -" in page.text and page.tables[0].cells[1].text == "绿道养护☑\ufffd -"


def test_rows_that_begin_later_and_cells_that_go_on(tmp_path):
    def shape(document):
        row = document.tables[0].rows[3]._tr
        row.insert(0, parse_xml(f'<w:trPr {W}><w:gridBefore w:val="1"/></w:trPr>'))
        row.remove(row.tc_lst[0])

    (page,) = _pages(_document(tmp_path / "表.docx", shape))
    assert [(cell.row, cell.column, cell.text) for cell in page.tables[0].cells if cell.row == 3] == [
        (3, 0, ""), (3, 1, "服务对象满意度指标"), (3, 2, "居民满意度"), (3, 3, "≥90%")
    ]  # fmt: skip


def test_what_tabs_part_stands_side_by_side(tmp_path):
    (page,) = _pages(_document(tmp_path / "表.docx", lambda document: document.paragraphs[0].insert_paragraph_before("部门名称：某局\t单位：万元")))
    assert [(line.text, line.box.x0 > 0) for line in page.lines[:2]] == [("部门名称：某局", False), ("单位：万元", True)]


def test_a_document_without_text_is_a_page(tmp_path):
    docx.Document().save(str(tmp_path / "空.docx"))
    (page,) = _pages(tmp_path / "空.docx")
    assert not page.is_laid_out and not page.text


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "MOST_BYTES", 10_000)
    with pytest.raises(UnreadableError) as told:
        _pages(_document(tmp_path / "表.docx"))
    assert told.value.code == "too_much_memory"


@pytest.mark.parametrize("kind", ["laughs", "file"])
def test_entities_are_not_expanded(kind, tmp_path):
    (tmp_path / "secret").write_text("机密内容", encoding="utf-8")
    path = _document(tmp_path / "表.docx")
    with zipfile.ZipFile(path) as archive:
        parts = {member: archive.read(member) for member in archive.namelist()}
    inner = (
        b'<!ENTITY a "' + b"x" * 1000 + b'">' + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(6))
        if kind == "laughs"
        else f'<!ENTITY g SYSTEM "{(tmp_path / "secret").as_uri()}">'.encode()
    )
    head, body = parts["word/document.xml"].split(b"?>", 1)
    parts["word/document.xml"] = head + b"?><!DOCTYPE a [" + inner + b"]>" + body.replace("绿道养护".encode(), b"&g;")
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in parts.items():
            archive.writestr(member, data)
    try:
        assert all("机密内容" not in page.text and len(page.text) < 1000 for page in _pages(path))
    except UnreadableError as told:
        assert told.code == "damaged"
