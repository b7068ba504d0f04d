"""Attachments and pictures that a page without tables points to are rows, counted and named in its reason."""

from pathlib import Path

import pytest

from extract.dispatch import read_document
from extract.rows import settle_status

PROSE = "<p>现将有关情况予以公开，详见附件。</p>"


def _read(folder: Path, body: str):
    path = folder / "page.html"
    path.write_text(f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>", encoding="utf-8")
    rows = read_document(path, lambda number: None)[1]
    settle_status(rows)
    return rows


def _links(folder: Path, body: str) -> list[tuple]:
    return [(link["link_ordinal"], link["link_text"], link["url"], link["link_kind"]) for link in _read(folder, body).document_links]


@pytest.mark.parametrize(
    ("body", "link"),
    [
        ("<a href='a/某局.pdf'>2026年预算</a>", ("2026年预算", "a/某局.pdf", "attachment")),
        ("<a href='./P02.XLSX?v=1'>表</a>", ("表", "./P02.XLSX?v=1", "attachment")),
        ("<base href='http://x.cn/y/'><a href='z.ofd'></a>", ("z.ofd", "http://x.cn/y/z.ofd", "attachment")),
        ("<a href='/download?id=7'>项目表.docx</a>", ("项目表.docx", "/download?id=7", "attachment")),
        ("<a href='/file/7'>附件2：项目绩效目标表</a>", ("附件2：项目绩效目标表", "/file/7", "attachment")),
        ("<iframe src='/v/预算.pdf'></iframe>", ("预算.pdf", "/v/预算.pdf", "attachment")),
        ("<img src='p1.jpg'>", ("p1.jpg", "p1.jpg", "picture")),
        ("<img src='blank.gif' data-src='/i/page-1.png' alt='第一页' width=800 height='1100px'>", ("第一页", "/i/page-1.png", "picture")),
        ("<img src='data:image/png;base64,AAAA'>", ("", "data:image/png;base64", "picture")),
    ],
)
def test_what_a_page_points_to_is_kept(tmp_path, body, link):
    assert _links(tmp_path, PROSE + body) == [(1, *link)]


@pytest.mark.parametrize(
    "body",
    [
        "<a href='b.html'>下一篇</a>",
        "<a href='javascript:save()'>附件</a>",
        "<a href='#x'>表.pdf</a>",
        "<nav><a href='a.pdf'>指南</a></nav>",
        "<div class='footer'><img src='badge.png'></div>",
        "<img src='icon_pdf.gif'>",
        "<img src='p.png' width=16 height=16>",
        "<img>",
    ],
)
def test_what_leads_elsewhere_is_none(tmp_path, body):
    assert _links(tmp_path, PROSE + body) == []


def test_a_reason_counts_and_names_them(tmp_path):
    rows = _read(tmp_path, PROSE + "<a href=a.pdf>预算</a><a href=b.xls>附表</a><a href=a.pdf>预算</a><img src=p.jpg>")
    assert rows.document["status"] == "no_target_table"
    assert "2 个附件 / 2 attachments: 预算, 附表; 1 张图片 / 1 pictures: p.jpg" in rows.document["reason"]


def test_a_page_of_pictures_says_so(tmp_path):
    rows = _read(tmp_path, "".join(f"<img src=page{number}.jpg>" for number in range(1, 13)))
    assert rows.document["status"] == "quarantined"
    assert "12 张图片 / 12 pictures: page1.jpg, page2.jpg" in rows.document["reason"]
    assert rows.document["reason"].endswith("page8.jpg, …)")


def test_a_page_with_a_target_table_needs_no_links(tmp_path):
    form = (
        "<h2>项目支出绩效目标表</h2><table><tr><td>项目名称<td colspan=3>校舍修缮</td></tr><tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>"
        "<tr><td>产出指标<td>数量指标<td>修缮校舍<td>≥3所</tr></table>"
    )
    rows = _read(tmp_path, form + "<a href=a.pdf>预算</a>")
    assert (len(rows.project_rows), rows.document_links) == (1, [])
