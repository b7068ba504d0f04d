"""Bytes as they come: encodings, and HTML that is none."""

import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.html import read_pages
from extract.reasons import UnreadableError

BODY = "<body><p>绩效指标：完成率不低于百分之九十五，预算资金按时拨付到位。</p></body>"


def _read(path: Path, data: bytes):
    path.write_bytes(data)
    return list(read_pages(path, ("绩效指标",)))


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode(),
        codecs.BOM_UTF8 + BODY.encode(),
        BODY.encode("gb18030"),
        BODY.encode("utf-16"),
        codecs.BOM_UTF16_BE + BODY.encode("utf-16-be"),
        b"<meta charset=gb2312>" + BODY.encode("gb18030"),
        b'<meta http-equiv="Content-Type" content="text/html; charset=GBK">' + BODY.encode(),
        b"<meta charset='utf-8'>" + BODY.encode("gb18030"),
        b"<meta charset=no-such-thing>" + BODY.encode(),
        b"<meta charset=hex>" + BODY.encode(),
        b"<meta charset=utf-16>" + BODY.encode("gb18030"),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "gb18030",
        "utf-16 le",
        "utf-16 be",
        "gb declared",
        "gb declared wrongly",
        "utf-8 declared wrongly",
        "unknown",
        "no text encoding",
        "impossible",
    ],
)
def test_the_encoding_is_told(tmp_path, data):
    (page,) = _read(tmp_path / "a.html", data)
    assert page.text == "绩效指标：完成率不低于百分之九十五，预算资金按时拨付到位。"


def test_a_declared_encoding_other_than_those_of_the_mainland_is_used(tmp_path):
    (page,) = _read(tmp_path / "a.html", "<meta charset=big5><p>績效指標：資金</p>".encode("big5"))
    assert page.text == "績效指標：資金"


@pytest.mark.parametrize("data", [BODY.encode() + "<p>后面的内容</p>".encode("gb18030"), b"<p>\xff\xfe\xfd\x81</p>", b"<p>a\x00b</p>"])
def test_mixed_or_broken_encodings_are_refused(tmp_path, data):
    with pytest.raises(UnreadableError) as refused:
        _read(tmp_path / "a.html", data)
    assert refused.value.code == "broken_encoding"


def test_absurd_tables_are_refused_before_they_fill_the_memory(tmp_path):
    with pytest.raises(UnreadableError) as refused:
        _read(tmp_path / "a.html", b"<table>" + b"<tr><td colspan=1000 rowspan=60000>x" + b"<tr><td>" * 5000)
    assert refused.value.code == "too_much_memory"


NASTY = [
    "",
    "<",
    "<html",
    "<!",
    "<![",
    "<![CDATA[x]]>",
    "<!DOCTYPE",
    "<?php echo 1",
    "</td></tr></table>",
    "<td>绩效指标<table>",
    "<table><table><table>",
    "&#x110000;&#xD800;&#0;&nosuch;&amp",
    "<div style='position:absolute;left:1e999pt;top:-9e300px;width:nanpt;font-size:-3pt'>绩效指标</div>",
    "<div style='position:relative;width:500pt;height:500pt'><div style='position:absolute;font-size:1e5em;letter-spacing:9e9px'>绩效指标</div></div>",
    "<table><tr><td colspan=-1 rowspan=x>绩效指标<td colspan=99999999999999><td rowspan=²></table>",
    "<style>{}}}}{{{ a{b:c;;:;d} @media{ @x; .p{",
    "<style>.a{}</style",
    "<div style='border:;background:;font:;margin:1 2 3 4 5;color:rgb(1,2);background:#12'>绩效指标</div>",
    "<p style=''></p><p style></p><p =x></p><p style='display:none'>",
    "<body><body class=x><html><body>绩效指标",
    "<select><option>绩效指标<option>二</select><textarea><b>三",
]


@pytest.mark.parametrize("text", NASTY)
def test_bad_html_gives_pages(tmp_path, text):
    pages = _read(tmp_path / "a.html", text.encode())
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert pages
    if "绩效指标" in text:
        assert "绩效指标" in pages[0].text or pages[0].hidden_character_count >= 4


@pytest.mark.parametrize("tag", ["div", "table", "span", "td", "ul><li", "div style='position:absolute;left:1pt'"])
def test_deep_nesting_ends(tmp_path, tag):
    pages = _read(tmp_path / "a.html", (f"<{tag}>" * 20_000 + "绩效指标").encode())
    assert "绩效指标" in pages[0].text


def test_absurd_nesting_is_refused_in_time(tmp_path):
    with pytest.raises(UnreadableError) as refused:
        _read(tmp_path / "a.html", b"<div>" * 300_000)
    assert refused.value.code == "damaged"


_PARTS = (
    ("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=2>", "<td colspan=3>", "<td rowspan=0>", "<thead>", "<tfoot>", "<caption>"),
    ("<p>", "</p>", "<div>", "</div>", "<br>", "<span hidden>", "</span>", "<form>", "<li>", "<img>", "<input value=甲>", "<!--", "-->", "<![if>"),
    ("绩效指标", "一", "&nbsp;", "&#x4e00;", "<", ">", "<style>p{display:none}</style>", "<script>", "</script>"),
    ("<div style='position:relative;width:400pt;height:400pt'>", "<div style='position:absolute;left:10pt;top:20pt;width:90pt'>"),
    ("<div style='position:absolute;left:0;top:5px;width:300pt;height:0;border-bottom:1px solid'></div>",),
    ("<tr style='page-break-before:always'>", "<p style='page-break-after:always'>"),
)
_TAGS = st.sampled_from([part for parts in _PARTS for part in parts])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_TAGS, max_size=40))
def test_any_soup_gives_pages_whose_tables_are_grids(tmp_path, parts):
    for page in _read(tmp_path / "a.html", "".join(parts).encode()):
        for table in page.tables:
            fields = [(row, column) for c in table.cells for row in range(c.row, c.row + c.row_span) for column in range(c.column, c.column + c.column_span)]
            assert sorted(fields) == [(row, column) for row in range(len(table.row_edges) - 1) for column in range(len(table.column_edges) - 1)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_give_pages_or_a_reason(tmp_path, data):
    try:
        assert _read(tmp_path / "a.html", data)
    except UnreadableError as refused:
        assert refused.code == "broken_encoding"
