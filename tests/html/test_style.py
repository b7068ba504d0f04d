"""What browsers make of a page is what is read: trees of careless tags, spans, what is struck out, raised or not seen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.dispatch import read_document
from extract.html import read_pages
from extract.reasons import UnreadableError
from tests.html.conftest import WORDS

FORM = (
    "<h2>项目支出绩效目标表</h2><table><tr><td>项目名称<td colspan=3>校舍修缮</td></tr><tr><td>年度目标<td colspan=3>完成三所学校的校舍修缮</td></tr>"
    "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr><tr><td>产出指标<td>数量指标<td>修缮校舍<td>≥3所</tr></table>"
)
PLAIN = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>公开</title></head><body>{FORM}</body></html>"


def _read(path: Path, data: bytes | str, name: str = "page.html"):
    file = path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_document(file, lambda number: None)


def _rows(path: Path, data: bytes | str, name: str = "page.html") -> tuple:
    format_name, rows = _read(path, data, name)
    assert format_name == "html"
    return rows.project_rows, rows.indicator_cells


CARELESS = {
    "head not closed": PLAIN.replace("</head>", ""),
    "no head": f"<!DOCTYPE html><html><body>{FORM}",
    "head within body": PLAIN.replace("<body>", "<body><head><meta name=x content=y>"),
    "second head": PLAIN.replace("</head>", "</head><head><title>二</title></head>"),
    "second body": PLAIN.replace("<body>", "<body><body class=x>"),
    "bare doctype": PLAIN.replace("<!DOCTYPE html>", "<!DOCTYPE>"),
    "doctype in capitals": PLAIN.replace("<!DOCTYPE html>", '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">'),
    "no tags around": FORM,
    "title not closed by its own tag": PLAIN.replace("<title>公开</title>", "<title>公开</TITLE >"),
    "form around rows": PLAIN.replace("<table>", "<table><form>").replace("</table>", "</form></table>"),
    "hidden body": PLAIN.replace("<body>", "<body style='visibility:hidden'>"),
    "faded body": PLAIN.replace("<body>", "<style>body{opacity:0}</style><body>"),
    "undisplayed html": PLAIN.replace("<html>", "<html style='display:none'>"),
    "hidden attribute": PLAIN.replace("<body>", "<body hidden>"),
    "style where no script runs": PLAIN.replace("</head>", "<noscript><style>td{display:none}</style></noscript></head>"),
    "table of a template": PLAIN.replace("<h2>", "<template><table><tr><td>项目名称</table></template><h2>"),
    "comments of an office program": PLAIN.replace("<h2>", "<!--[if gte mso 9]><table><tr><td>甲</table><![endif]--><![if !mso]><h2>"),
    "nul in the text": PLAIN.replace("<h2>", "\0<h2>"),
    "nul in a script": PLAIN.replace("</head>", "<script>var a = '\0'</script></head>"),
    "lost character in a comment": PLAIN.replace("<h2>", "<!-- \ufffd --><h2>"),
    "broken byte in a footer": PLAIN.encode().replace(b"</body>", b"<p>\xe7\xbb</p></body>"),
}


@pytest.mark.parametrize("data", CARELESS.values(), ids=CARELESS.keys())
def test_careless_pages_read_as_the_careful_one(tmp_path, data):
    projects, indicators = right = _rows(tmp_path, PLAIN)
    assert [row["project_name_text"] for row in projects] == ["校舍修缮"]
    assert [(row["indicator_name_text"], row["target_text"]) for row in indicators] == [("修缮校舍", "≥3所")]
    assert _rows(tmp_path, data) == right


@pytest.mark.parametrize("name", ["page.pdf", "page.PDF", "page.txt", "page.docx", "page"])
def test_a_web_page_is_read_as_one_whatever_its_name(tmp_path, name):
    assert [row["target_text"] for row in _rows(tmp_path, PLAIN, name)[1]] == ["≥3所"]


def test_a_page_that_begins_with_text_is_known_by_its_name(tmp_path):
    assert [row["target_text"] for row in _rows(tmp_path, "某市教育局" + FORM)[1]] == ["≥3所"]


@pytest.mark.parametrize("lost", ["\ufffd", "\0"])
def test_a_character_lost_in_a_table_makes_its_page_unreadable(tmp_path, lost):
    _, rows = _read(tmp_path, PLAIN.replace("≥3所", f"≥{lost}3所"))
    assert not rows.indicator_cells
    assert [(block["outcome"], "characters in a table" in (block["reason"] or "")) for block in rows.page_blocks] == [("unreadable", True)]


def test_a_page_of_lost_characters_is_refused(tmp_path):
    with pytest.raises(UnreadableError) as refused:
        _read(tmp_path, PLAIN.replace("</body>", "\ufffd" * 40))
    assert refused.value.code == "broken_encoding"


@pytest.mark.parametrize("sign", ["visibility:hidden", "display:none", "opacity:0"])
def test_what_is_hidden_within_the_body_stays_hidden(read, sign):
    (page,) = read(f"<p>绩效指标</p><div style='{sign}'>藏</div>")
    assert (page.text, page.hidden_character_count) == ("绩效指标", 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 6), st.sampled_from(["", " ", "\t\n"]), st.sampled_from(["", "+"]), st.sampled_from(["", "px", ";", ".9", "%", " 格", "e5"]))
def test_a_span_is_the_number_that_its_attribute_begins_with(read, number, space, sign, rest):
    (page,) = read(f"<table><tr><td rowspan='{space}{sign}{number}{rest}'>绩效指标<td>一</tr>" + "<tr><td>二</tr>" * 7 + "</table>")
    assert page.tables[0].cells[0].row_span == number


@pytest.mark.parametrize("value", ["", "x", "-2", "px2", "１", "²", "++2", "+ 2"])
def test_a_span_that_is_no_number_is_one(read, value):
    (page,) = read(f"<table><tr><td rowspan='{value}'>绩效指标<td>一</tr><tr><td>二<td>三</tr></table>")
    assert page.tables[0].cells[0].row_span == 1


def test_no_cell_reaches_out_of_its_group_of_rows(read):
    (page,) = read(
        "<table><thead><tr><th rowspan=9>指标名称<th>指标值</thead><tbody><tr><td rowspan=0>甲<td>一<tr><td>二</tbody><tbody><tr><td>乙<td>三</tbody></table>"
    )
    assert [(cell.row, cell.column, cell.row_span, cell.text) for cell in page.tables[0].cells] == [
        (0, 0, 1, "指标名称"),
        (0, 1, 1, "指标值"),
        (1, 0, 2, "甲"),
        (1, 1, 1, "一"),
        (2, 1, 1, "二"),
        (3, 0, 1, "乙"),
        (3, 1, 1, "三"),
    ]


@pytest.mark.parametrize("span", ["100", "100%", "1000", "99999999999999999999"])
def test_a_span_past_every_column_adds_none(read, span):
    (page,) = read(f"<table><tr><td>绩效指标<td colspan='{span}'>一</tr><tr><td>甲<td>乙<td>丙</tr></table>")
    assert [(cell.column, cell.column_span, cell.text) for cell in page.tables[0].cells] == [
        (0, 1, "绩效指标"),
        (1, 2, "一"),
        (0, 1, "甲"),
        (1, 1, "乙"),
        (2, 1, "丙"),
    ]


def _cell(read: Callable, content: str) -> str:
    (page,) = read(f"<table><tr><td>绩效指标<td>{content}</tr></table>")
    return page.tables[0].cells[1].text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("120<sup>1</sup>人", "120¹人"),
        ("≤10<sup>-4</sup>", "≤10⁻⁴"),
        ("50m<sup><font size=1>2</font></sup>", "50m²"),
        ("3<span style='vertical-align:super;font-size:8px'>12</span>场", "3¹²场"),
        ("3<span style='vertical-align:4pt;font-size:60%'>2</span>场", "3²场"),
        ("95<sup>%</sup>", "95%"),
        ("CO<sub>2</sub>", "CO2"),
        # Nothing beside it stands lower: such text is not raised above anything.
        ("<sup>120</sup>", "120"),
        ("<span style='vertical-align:2pt'>120</span>人", "120人"),
        ("<sup style='vertical-align:baseline'>2</sup>人", "2人"),
    ],
)
def test_raised_digits_are_part_of_no_number(read, content, text):
    assert _cell(read, content) == text


@pytest.mark.parametrize(
    "content",
    [
        "<del>100</del>120人",
        "<s>100</s>120人",
        "<strike>10<b>0</b></strike>120人",
        "<span style='text-decoration:line-through red'>100</span>120人",
        "<span style='text-decoration-line: underline line-through'>100</span>120人",
        "<style>.x{text-decoration:line-through}</style><i class=x>100</i>120人",
    ],
)
def test_deleted_text_is_left_out(read, content):
    assert _cell(read, content) == "120人"


@pytest.mark.parametrize("sign", ["&shy;", "&#xad;", "&zwj;", "&#x200b;", "&#x2060;", "&#xfeff;", "&#x180e;", "&#x34f;", "&#xfe0f;", "<wbr>"])
@pytest.mark.parametrize("tag", ["span", "pre"])
def test_signs_that_are_not_seen_part_nothing(read, sign, tag):
    assert _cell(read, f"<{tag}>≥1{sign}200人</{tag}>") == "≥1200人"


@pytest.mark.parametrize(
    "css",
    [
        "p:nth-child(2){display:none}",
        "p.x+p{display:none}",
        "p.x~p:not(.z){display:none}",
        "p[lang=zh]{display:none}",
        "p[title^='机']{display:none}",
        "p:unknown-to-all(1), p:last-of-type{display:none}",
        "@supports (display:grid) { @media screen { :is(p.y){display:none} } }",
        "@charset 'utf-8'; @import 'a;b.css'; /* } */ p.y::before{content:'}'} p.y{display:none}",
        "p.y{background:url('a;b}c.png');display:none}",
        "p.\\79{display:none}",
    ],
)
def test_selectors_of_every_kind_hold(read, css):
    (page,) = read(f"<style>{css}</style><div><p class=x>绩效指标</p><p class=y lang=zh title=机密>藏</p></div>")
    assert (page.text, page.hidden_character_count) == ("绩效指标", 1)


def test_rules_for_paper_do_not_hold(read):
    (page,) = read("<style>@media print{p{display:none}} p:hover{display:none} p::first-line{display:none}</style><p>绩效指标</p>")
    assert page.text == "绩效指标"


def test_ten_thousand_siblings_are_asked_in_time(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<style>i ~ b{color:red} b:nth-of-type(2){color:red}</style>" + "<p>绩效</p>" * 10_000 + "<b>末</b>", encoding="utf-8")
    assert next(iter(read_pages(path, WORDS))).visible_character_count == 20_001
