"""Title, publisher and kind of a web page come from the document on it, not from the site around it."""

from pathlib import Path

import pytest

from extract.dispatch import read_document

MENU = "<ul><li><a href=/>首页</a></li><li><a href=/g>政务公开</a></li><li><a href=/y>部门预算</a></li><li><a href=/j>财政预决算公开</a></li></ul>"
CRUMBS = "<div>当前位置：<a href=/>首页</a> &gt; <a href=/y>预算公开</a> &gt; 2025年部门预算</div>"
BODY = "<p>一、单位概况</p><p>我局负责全市水利工作。</p>"
FOOT = "<div><a href=/a>某市水利局2019年部门决算</a> <a href=/b>某市体育局2026年部门预算</a></div><p>主办单位：某市人民政府办公厅</p>"


def _facts(folder: Path, body: str, head: str = "") -> tuple:
    path = folder / "page.html"
    path.write_text(f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>", encoding="utf-8")
    document = read_document(path, lambda number: None)[1].document
    return document["title_text"], document["publisher_text"], document["document_type"]


TITLE = "某市水利局2026年部门预算公开"
EXPECTED = (TITLE, "某市水利局", "部门预算")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>某市水利局</title>", f"{MENU}{CRUMBS}<h1>{TITLE}</h1>{BODY}{FOOT}"),
        ("", f"<nav>某市财政局2025年部门预算</nav><div>{TITLE}</div>{BODY}"),
        ("", f"<div class=top-nav>某市财政局2025年部门预算</div><p>{TITLE}</p>{BODY}"),
        ("", f"<div id=siteHeader><h1>某市财政局2025年部门预算</h1></div><p>{TITLE}</p>{BODY}"),
        ("", f"<div role=navigation>某市财政局2025年部门预算</div><p>{TITLE}</p>{BODY}"),
        ("", f"{MENU}{CRUMBS}<p>{TITLE}</p>{BODY}{FOOT}"),
        ("", f"<table><tr><td>{MENU}</td><td><a href=/j>某市财政局2025年部门预算</a></td></tr></table><p>{TITLE}</p>{BODY}"),
        ("", f"<p>部门预算</p><p>{TITLE}</p><p>发布时间：2026-02-01 来源：某市财政局</p>{BODY}"),
        (f"<title>{TITLE}_财政预决算公开_某市人民政府门户网站</title>", f"{MENU}{BODY}{FOOT}"),
        (f"<title>{TITLE} - 某市人民政府</title>", f"{MENU}{BODY}"),
        (f"<title>部门预算</title><meta name=ArticleTitle content='{TITLE}'>", f"{MENU}<h1>预算公开</h1>{BODY}"),
        (f"<meta name='ArticleTitle' content='. {TITLE}'>", BODY),
    ],
)
def test_the_site_around_a_document_says_nothing_of_it(tmp_path, head, body):
    assert _facts(tmp_path, body, head) == EXPECTED


def test_a_title_element_that_stands_nowhere_on_the_page_comes_last(tmp_path):
    title = "某市水利局项目支出绩效目标申报表"
    assert _facts(tmp_path, f"{MENU}<p>{title}</p>{BODY}", "<title>项目申报表</title>") == (title, "某市水利局", "绩效目标表")


def test_the_heading_of_a_part_is_no_title(tmp_path):
    assert _facts(tmp_path, f"<p>{TITLE}</p><h2>第二部分 某市水利局2026年部门预算表</h2><h3>三、2026年部门预算情况说明</h3>{BODY}") == EXPECTED


def test_a_page_that_names_no_document_has_no_title(tmp_path):
    assert _facts(tmp_path, f"{MENU}{CRUMBS}{BODY}{FOOT}", "<title>财政预决算公开_某市人民政府门户网站</title>") == (None, None, None)


def test_a_page_is_called_what_its_description_says(tmp_path):
    assert _facts(tmp_path, BODY, "<meta name=ArticleTitle content='关于召开水利工作会议的通知'>") == ("关于召开水利工作会议的通知", None, None)


def test_the_publisher_stands_below_a_title_without_one(tmp_path):
    assert _facts(tmp_path, "<h2>项目支出绩效目标表</h2><p>（2026年度）</p><p>部门：某市水利局</p>") == ("项目支出绩效目标表", "某市水利局", "绩效目标表")


def test_a_title_of_two_lines_is_one(tmp_path):
    assert _facts(tmp_path, f"{MENU}<p>某市水利局</p><p>2026年部门预算</p>{BODY}") == ("某市水利局2026年部门预算", "某市水利局", "部门预算")
