"""Pages of boxes with places."""

import pytest

from extract.layouts import read_layouts
from extract.reasons import say
from tests.html.sheets import Sheet

XS, YS = (50.0, 150.0, 350.0, 450.0), (100.0, 130.0, 160.0, 190.0)


def _form(unit: str = "pt") -> Sheet:
    """Three columns and rows; in the first column, rows two and three are one cell."""
    sheet = Sheet(unit=unit)
    for y, x0 in ((100, 50), (130, 50), (160, 150), (190, 50)):
        sheet.level(y, x0, 450)
    for x in XS:
        sheet.upright(x, 100, 190)
    sheet.text(200, 60, "项目支出绩效目标表", size=14.0)
    sheet.text(60, 110, "绩效指标").text(160, 110, "三级指标").text(360, 110, "指标值")
    sheet.text(60, 155, "产出指标")
    sheet.text(160, 134, "安保、房租和取暖费等其他").text(160, 146, "经费").text(360, 140, "≥5.8万元")
    return sheet.text(160, 170, "走访人数").text(360, 170, "&lt;100人次")


def _texts(page) -> list[str]:
    return [cell.text for cell in page.tables[0].cells]


@pytest.mark.parametrize("unit", ["pt", "px"])
def test_rules_and_texts_become_a_table_in_points(read, unit):
    (page,) = read(_form(unit))
    (table,) = page.tables
    assert (page.width, page.height) == (595.0, 842.0)
    assert table.column_edges == pytest.approx(XS, abs=0.5)
    assert table.row_edges == pytest.approx(YS, abs=0.5)
    assert [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells] == [
        (0, 0, 1, 1, "绩效指标"),
        (0, 1, 1, 1, "三级指标"),
        (0, 2, 1, 1, "指标值"),
        (1, 0, 2, 1, "产出指标"),
        (1, 1, 1, 1, "安保、房租和取暖费等其他\n经费"),
        (1, 2, 1, 1, "≥5.8万元"),
        (2, 1, 1, 1, "走访人数"),
        (2, 2, 1, 1, "<100人次"),
    ]
    assert [line.text for line in page.lines] == ["项目支出绩效目标表"]
    assert page.lines[0].box.x0 == pytest.approx(200.0, abs=0.1)
    assert page.lines[0].box.top == pytest.approx(60.0, abs=0.5)
    assert page.hidden_character_count == 0
    assert page.visible_character_count == sum(len("".join(text.split())) for text in [*_texts(page), "项目支出绩效目标表"])


def test_a_sign_that_looks_like_a_tag_is_text(read):
    (page,) = read(Sheet().grid((50, 150), (100, 130)).text(60, 110, "<15万元").text(60, 60, "指标值"))
    assert _texts(page) == ["<15万元"]


def test_styles_may_stand_in_a_sheet_and_rules_be_thin_fills_or_sides_of_a_box(read):
    css = (
        "<style>/* as converters write it */ @media print {.t{display:none}} .page .t, td.t {position:absolute; font: 10pt/12pt 宋体}"
        " .l{position:absolute;background:#000} @media screen {.c{position:absolute;border:1px solid black}} .t:hover{display:none}</style>"
    )
    page_box = (
        '<div class="page" style="position:relative;width:400pt;height:300pt">'
        '<div class="c" style="left:50pt;top:100pt;width:100pt;height:30pt"></div>'
        '<div class="l" style="left:150pt;top:100pt;width:100pt;height:1px"></div><div class="l" style="left:150pt;top:130pt;width:100pt;height:1px"></div>'
        '<div class="l" style="left:250pt;top:100pt;width:1px;height:30pt"></div>'
        '<div class="t" style="left:60pt;top:110pt">指标值</div><div class="t" style="left:160pt;top:110pt">3<span>项</span></div></div>'
    )
    (page,) = read(css, page_box)
    assert _texts(page) == ["指标值", "3项"]


def test_text_is_broken_where_its_box_ends(read):
    sheet = Sheet().grid((50, 150, 300), (100, 150)).text(160, 105, "指标值")
    sheet.boxes.append('<div style="position:absolute;left:55pt;top:105pt;width:90pt;font-size:10pt;line-height:12pt">医疗保障资金使用符合相关政策规定</div>')
    (page,) = read(sheet)
    assert _texts(page) == ["医疗保障资金使用符\n合相关政策规定", "指标值"]


def test_lines_within_a_box_stand_below_each_other_and_boxes_within_boxes_add_up(read):
    sheet = Sheet().grid((50, 150, 300), (100, 130, 160))
    sheet.boxes.append(
        '<div style="position:absolute;left:40pt;top:90pt;font-size:10pt;line-height:30pt">'
        '<div style="position:absolute;left:15pt;top:10pt">绩效指标<br>数量指标</div>'
        '<span style="position:absolute;left:120pt;bottom:-40pt;height:30pt">指标值</span></div>'
    )
    (page,) = read(sheet)
    assert _texts(page) == ["绩效指标", "指标值", "数量指标", ""]


def test_right_and_centred_texts_stand_in_their_boxes(read):
    sheet = Sheet().text(60, 50, "指标值")
    sheet.boxes += [
        f'<div style="position:absolute;left:100pt;top:{top}pt;width:200pt;font-size:10pt;text-align:{align}">四个汉字</div>'
        for top, align in ((80, "right"), (100, "center"))
    ]
    (page,) = read(sheet)
    assert [line.box.x0 for line in page.lines] == pytest.approx([60.0, 260.0, 180.0], abs=0.1)


HIDDEN = {
    "display": "display:none",
    "visibility": "visibility:hidden",
    "transparent": "color:rgba(0, 0, 0, 0)",
    "opacity": "opacity:0",
    "size": "font-size:0",
    "white on white": "color:#ffffff",
    "off the page": "margin-left:-900pt",
    "moved out": "text-indent:-9999px",
    "no room": "overflow:hidden;height:0",
}


@pytest.mark.parametrize("how", HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_text_is_left_out_and_counted(read, how):
    (page,) = read(_form().text(60, 175, "看不见的字", how))
    assert page.hidden_character_count == 5
    assert "看不见" not in page.text + "".join(_texts(page))
    assert _texts(page)[3] == "产出指标"


def test_a_visible_child_of_an_invisible_box_is_seen(read):
    (page,) = read(_form().text(60, 300, "甲乙<span style='visibility:visible'>丙丁</span>", "visibility:hidden"))
    assert [line.text for line in page.lines] == ["项目支出绩效目标表", "丙丁"]
    assert page.hidden_character_count == 2


def test_white_text_on_a_coloured_ground_is_seen(read):
    sheet = Sheet().grid((50, 150), (100, 130)).text(60, 60, "指标值").box(50, 100, 100, 30, "background-color:#003366").text(60, 110, "白字", "color:white")
    (page,) = read(sheet)
    assert _texts(page) == ["白字"]
    assert page.hidden_character_count == 0


def test_text_under_a_filled_box_is_hidden_and_text_over_it_is_not(read):
    sheet = Sheet().text(60, 60, "指标值").text(60, 110, "盖住").box(50, 100, 100, 30, "background-color:#eeeeee").text(60, 110, "露出")
    (page,) = read(sheet)
    assert [line.text for line in page.lines] == ["指标值", "露出"]
    assert page.hidden_character_count == 2


def test_text_under_a_picture_is_hidden_only_where_it_is_printed_again(read):
    sheet = Sheet().text(200, 30, "绩效目标表").text(60, 40, "盖章单位").picture(0, 0, 595, 100).text(200, 60, "绩效目标表").text(60, 150, "指标值")
    (page,) = read(sheet)
    assert [line.text for line in page.lines] == ["盖章单位", "绩效目标表", "指标值"]
    assert page.hidden_character_count == 5
    assert page.reason == say("kept_under_picture", "4 字 / 4 characters")


def test_page_boxes_are_the_pages_and_the_frame_around_them_is_none(read):
    prose = "一段很长的说明文字，足够让页框里的文字多于页框之外的文字。"
    pages = read("<h1>网站标题</h1><p>日期</p>", Sheet().text(60, 60, prose), _form(), "<div>版权所有</div>")
    assert [page.number for page in pages] == [1, 2]
    assert [page.is_laid_out for page in pages] == [False, True]
    assert (pages[0].text, pages[0].tables, pages[0].lines) == (prose, (), ())
    assert pages[0].reason == say("frame_left_out", "10 字，另有隐藏的 0 字 / 10 characters, and 0 hidden ones")


def test_a_target_table_outside_of_the_page_boxes_is_a_page(read):
    pages = read(_form(), "<table><tr><td>指标值</td><td>5项</td></tr></table>")
    assert [cell.text for cell in pages[1].tables[0].cells] == ["指标值", "5项"]


def test_a_placed_widget_does_not_make_an_ordinary_page_one_of_boxes(read):
    widget = '<div style="position:relative;width:600px;height:300px"><span style="position:absolute;left:5px;top:5px">轮播图</span></div>'
    (page,) = read(widget, "<p>这是一份普通网页，正文不在带坐标的方框里。</p><table><tr><td>绩效指标</td><td>指标值</td></tr></table>")
    assert [line.text for line in page.lines] == ["轮播图", "这是一份普通网页，正文不在带坐标的方框里。"]
    assert [cell.text for cell in page.tables[0].cells] == ["绩效指标", "指标值"]


def test_a_table_without_headings_is_laid_out_where_it_goes_on(read):
    overleaf = Sheet().grid(XS, (50, 80)).text(60, 60, "效益指标").text(160, 60, "利用率").text(360, 60, "≥90%")
    alone = Sheet().grid((100, 300), (50, 80)).text(120, 60, "别的表")
    pages = read(_form(), overleaf, alone)
    assert [page.is_laid_out for page in pages] == [True, True, False]
    assert _texts(pages[1]) == ["效益指标", "利用率", "≥90%"]


def test_a_table_element_on_a_page_of_boxes_is_read_too(read):
    sheet = _form()
    sheet.boxes.append("<table><tr><td>附注</td><td>无</td></tr></table>")
    (page,) = read(sheet)
    assert [cell.text for cell in page.tables[1].cells] == ["附注", "无"]
    assert page.tables[1].box.top >= 842.0


def test_a_page_with_a_picture_alone_is_an_image_and_an_empty_one_still_a_page(read):
    pages = read(_form(), Sheet().picture(0, 0, 500, 700), Sheet(), _form())
    assert [page.is_image_only for page in pages] == [False, True, False, False]
    assert [len(page.tables) for page in pages] == [1, 0, 0, 1]


def test_a_document_of_pictures_is_an_image(read):
    (page,) = read("<p><img src='scan.png'></p>")
    assert page.is_image_only


def test_a_table_whose_rules_are_in_a_picture_is_unreadable_and_prose_is_not(read):
    ruled_by_picture = Sheet().picture(0, 0, 595, 842).text(60, 110, "绩效指标").text(360, 110, "指标值").text(60, 140, "数量指标").text(360, 140, "5项")
    prose = Sheet().text(60, 110, "本部门设定绩效指标和指标值。").text(60, 140, "绩效指标")
    pages = read(ruled_by_picture, prose)
    assert [block["outcome"] for block in read_layouts(pages).page_blocks] == ["unreadable", "other_content"]
    assert len(pages[0].lines) == 4


def test_a_table_element_in_a_placed_box_is_read(read):
    sheet = Sheet().text(60, 60, "指标值")
    sheet.boxes.append('<div style="position:absolute;left:60pt;top:90pt">表一<table><tr><td>数量指标</td><td>5项</td></tr></table></div>')
    (page,) = read(sheet)
    assert _texts(page) == ["数量指标", "5项"]
    assert [line.text for line in page.lines] == ["指标值", "表一"]
