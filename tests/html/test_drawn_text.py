"""What is printed in a cell without being text of the page: pictures, what style sheets print, and fields that are filled in."""

from collections.abc import Callable

import pytest

MARK = "\ufffc"


def _cell(read: Callable, content: str, css: str = "") -> str:
    (page,) = read(f"<style>{css}</style><table><tr><td>指标值<td>{content}</tr></table>")
    return page.tables[0].cells[1].text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<img src=a.gif alt='≤'>30天", "≤30天"),
        ("<img src=a.gif alt='不低于'>30户", "不低于30户"),
        ("<img src=a.gif alt='3个/年'>", "3个/年"),
        ("<img src=a.gif>30天", f"{MARK}30天"),
        ("<img src=a.gif alt=''>30天", f"{MARK}30天"),
        ("<img src=a.gif alt='image001.png'>30天", f"{MARK}30天"),
        ("<img src=a.gif alt='图片 2'>30天", f"{MARK}30天"),
        ("<img src=a.gif>", MARK),
        ("30<svg><path d='M0 0'/></svg>", f"30{MARK}"),
        ("<svg><text>≥</text></svg>30", "≥30"),
        ("<i style=\"background:url('ge.png')\"></i>30", f"{MARK}30"),
        ("<canvas></canvas>30", f"{MARK}30"),
        ("<img src=blank.gif width=1 height=1>30", "30"),
        ("<img src=seal.png style='position:absolute;top:0'>30", "30"),
        ("<img src=a.gif style='display:none'>30", "30"),
    ],
)
def test_a_picture_in_a_cell_is_its_text_or_leaves_a_mark(read, content, text):
    assert _cell(read, content) == text


def test_a_page_of_pictures_in_a_table_is_one_of_pictures(read):
    (page,) = read("<table><tr><td><img src=scan1.jpg></tr><tr><td><img src=scan2.jpg></tr></table>")
    assert page.is_image_only


def test_pictures_in_cells_that_only_lay_out_leave_no_mark(read):
    (page,) = read("<table><tr><td><img src=dot.gif>通知</td></tr><tr><td><img src=dot.gif><table><tr><td>绩效指标<td>指标值</tr></table></td></tr></table>")
    assert [line.text for line in page.lines] == ["通知"]
    assert [cell.text for table in page.tables for cell in table.cells] == ["绩效指标", "指标值"]


@pytest.mark.parametrize(
    ("css", "content", "text"),
    [
        (".le::before{content:'≤'}", "<i class=le></i>30天", "≤30天"),
        (".le:before{content:'\\2264'}", "<i class=le></i>30天", "≤30天"),
        (".h::after{content:'户'}", "<i class=h>30</i>", "30户"),
        ("td+td:before{content:attr(data-sign)}", "30天", "30天"),
        ("[data-sign]:before{content:attr(data-sign) ' '}", "<i data-sign='≤'>30天</i>", "≤30天"),
        (".le::before{content:url(le.png)}", "<i class=le></i>30天", f"{MARK}30天"),
        (".le::before{content:'\\e012';font-family:icons}", "<i class=le></i>30天", f"{MARK}30天"),
        (".c::after{content:'.';display:block;height:0;visibility:hidden}", "<i class=c>30天</i>", "30天"),
        (".c::after{content:'藏';display:none}", "<i class=c>30天</i>", "30天"),
        (".c::after{content:''}.c::before{content:none}", "<i class=c>30天</i>", "30天"),
    ],
)
def test_what_a_style_sheet_prints_is_text(read, css, content, text):
    assert _cell(read, content, css) == text


def test_signs_of_fonts_outside_of_cells_are_ornaments(read):
    (page,) = read("<style>h2::before{content:'\\e900'} p::before{content:'注：'}</style><h2>绩效指标</h2><p>无</p>")
    assert (page.text, page.hidden_character_count) == ("绩效指标\n注：无", 0)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<select><option>≥5<option selected>≥7<option>≥9</select>", "≥7"),
        ("<select><optgroup label=组><option>≥5<option>≥7</optgroup></select>", "≥5"),
        ("<select multiple><option selected>甲<option>乙<option selected>丙</select>", "甲丙"),
        ("<input value='≥5'>户", "≥5户"),
        ("<input type=password value=密><input type=submit value=提交>5", "5"),
        ("<input type=checkbox checked>是<input type=checkbox>否", "☑是☐否"),
        ("<input type=radio>定性<input type=radio checked>定量", "☐定性☑定量"),
        ("<textarea>≥5户</textarea>", "≥5户"),
    ],
)
def test_a_field_says_what_is_chosen_or_filled_in(read, content, text):
    assert _cell(read, content) == text
