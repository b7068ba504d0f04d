"""Ordinary pages: ``<table>`` elements, and text around them."""

import pytest

from extract.geometry.drawn import COLUMN_WIDTH


def _places(table) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells]


def _texts(table) -> list[str]:
    return [cell.text for cell in table.cells]


def test_spans_become_merged_cells_and_text_around_becomes_lines(read):
    (page,) = read(
        "<h2 align='center'>项目支出绩效目标表</h2><p>单位：\n 万元</p>",
        "<table><tr><td colspan=2>项目名称</td><td colspan='2'>公车</td></tr>"
        "<tr><th rowspan=2>绩效<br>指标</th><td>数量指标</td><td>车辆数</td><td>≥5<b>辆</b></td></tr>"
        "<tr><td>质量指标</td><td>完好率</td><td></td></tr></table><p>注：无</p>",
    )
    assert [line.text for line in page.lines] == ["项目支出绩效目标表", "单位： 万元", "注：无"]
    assert _places(page.tables[0]) == [
        (0, 0, 1, 2, "项目名称"),
        (0, 2, 1, 2, "公车"),
        (1, 0, 2, 1, "绩效\n指标"),
        (1, 1, 1, 1, "数量指标"),
        (1, 2, 1, 1, "车辆数"),
        (1, 3, 1, 1, "≥5辆"),
        (2, 1, 1, 1, "质量指标"),
        (2, 2, 1, 1, "完好率"),
        (2, 3, 1, 1, ""),
    ]
    assert page.engine == "html"


def test_coordinates_are_consistent(read):
    (page,) = read("<p>绩效指标</p><table><tr><td>甲</td><td>乙</td></tr><tr><td>丙<br>丁</td><td>戊</td></tr></table><table><tr><td>己</td></tr></table>")
    first, second = page.tables
    assert first.column_edges == (0.0, COLUMN_WIDTH, 2 * COLUMN_WIDTH)
    assert page.lines[0].box.bottom <= first.box.top < first.box.bottom < second.box.top < page.height + 1
    for table in page.tables:
        for cell in table.cells:
            assert (cell.box.x0, cell.box.x1) == (table.column_edges[cell.column], table.column_edges[cell.column + cell.column_span])
            assert (cell.box.top, cell.box.bottom) == (table.row_edges[cell.row], table.row_edges[cell.row + cell.row_span])
    title, *_ = read("<center>绩效指标</center>")[0].lines
    assert title.box.x0 + title.box.x1 == pytest.approx(595.0)


def test_short_rows_are_filled_and_lines_at_which_nothing_begins_are_left_out(read):
    (page,) = read(
        "<table><tr><td colspan=3>绩效指标</td><td colspan=7 rowspan=0>目标</td></tr><tr><td colspan=3>甲</td></tr><tr></tr><tr></tr></table>"
        "<table><tr><td>一<td>二<tr><td>三</table>"
    )
    assert _places(page.tables[0]) == [(0, 0, 1, 1, "绩效指标"), (0, 1, 3, 1, "目标"), (1, 0, 1, 1, "甲"), (2, 0, 1, 1, "")]
    assert _places(page.tables[1]) == [(0, 0, 1, 1, "一"), (0, 1, 1, 1, "二"), (1, 0, 1, 1, "三"), (1, 1, 1, 1, "")]


def test_a_row_span_beyond_the_table_ends_with_it(read):
    (page,) = read("<table><tr><td rowspan=99>绩效指标</td><td>一</td></tr><tr><td>二</td></tr></table>")
    assert _places(page.tables[0]) == [(0, 0, 2, 1, "绩效指标"), (0, 1, 1, 1, "一"), (1, 1, 1, 1, "二")]


def test_heads_come_first_and_feet_last_and_captions_before(read):
    (page,) = read(
        "<table><caption>表一</caption><tfoot><tr><td>合计</td></tr></tfoot><tbody><tr><td>项目</td></tr></tbody><thead><tr><td>指标值</td></tr></thead></table>"
    )
    assert _texts(page.tables[0]) == ["指标值", "项目", "合计"]
    assert [line.text for line in page.lines] == ["表一"]


def test_boxes_styled_as_a_table_are_one(read):
    css = "<style>.t{display:table}.t>div{display:table-row}.t>div>span{display:table-cell}</style>"
    (page,) = read(css, "<div class=t><div><span>指标名称</span><span>指标值</span></div><div><span>甲</span><span>乙</span></div></div>")
    assert _places(page.tables[0]) == [(0, 0, 1, 1, "指标名称"), (0, 1, 1, 1, "指标值"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "乙")]


def test_an_indent_is_a_place_and_not_text(read):
    (page,) = read(
        "<table><tr><td>绩效指标</td></tr><tr><td>&nbsp;&nbsp;&nbsp;&nbsp;甲项目</td></tr><tr><td><p style='text-indent:24pt'>乙</p></td></tr></table>"
    )
    head, spaced, moved = page.tables[0].cells
    assert (spaced.text, moved.text) == ("甲项目", "乙")
    assert spaced.text_box.x0 - head.text_box.x0 == pytest.approx(24.0)
    assert moved.text_box.x0 - head.text_box.x0 == pytest.approx(24.0)


def test_paragraphs_in_a_cell_are_its_lines(read):
    (page,) = read("<table><tr><td><p>绩效</p><div>指标<span>值</span></div>为<br/>十</td></tr></table>")
    assert _texts(page.tables[0]) == ["绩效\n指标值\n为\n十"]


def test_a_table_that_only_arranges_is_none(read):
    inner = "<table><tr><td>绩效指标</td><td>指标值</td></tr></table>"
    (page,) = read(f"<table><tr><td>首页</td><td>栏目</td></tr><tr><td colspan=2>{inner}</td></tr></table>")
    assert [_texts(table) for table in page.tables] == [["绩效指标", "指标值"]]
    assert [line.text for line in page.lines] == ["首页", "栏目"]


def test_a_table_within_a_cell_of_data_is_the_cells_text(read):
    inner = "<table><tr><td>第一</td><td>50%</td></tr><tr><td>第二</td><td>50%</td></tr></table>"
    (page,) = read(f"<table><tr><td>绩效指标</td><td>{inner}</td></tr></table>")
    assert [_texts(table) for table in page.tables] == [["绩效指标", "第一 50%\n第二 50%"]]


def test_pages_end_where_the_document_says_so(read):
    pages = read(
        "<p style='page-break-before:always'>绩效指标一</p><p>甲</p><br style='page-break-before:always' clear=all><div>绩效指标二</div>"
        "<div style='break-after:page'>乙</div><div style='page-break-before:always'>丙</div>"
    )
    assert [page.text for page in pages] == ["绩效指标一\n甲", "绩效指标二\n乙", "丙"]
    assert [page.is_laid_out for page in pages] == [True, True, False]


def test_a_cell_cut_by_a_page_break_is_open_and_keeps_its_text_once(read):
    first, second = read(
        "<table><tr><td rowspan=3>绩效指标</td><td>一</td></tr><tr><td>二</td></tr>"
        "<tr style='page-break-before:always'><td>三</td></tr><tr><td>丁</td><td>四</td></tr></table>"
    )
    assert [(cell.text, cell.is_open_top, cell.is_open_bottom) for cell in first.tables[0].cells] == [
        ("绩效指标", False, True),
        ("一", False, False),
        ("二", False, False),
    ]
    assert [(cell.row, cell.column, cell.text, cell.is_open_top) for cell in second.tables[0].cells] == [
        (0, 0, "", True),
        (0, 1, "三", False),
        (1, 0, "丁", False),
        (1, 1, "四", False),
    ]


def test_hidden_rows_and_texts_are_counted_and_left_out(read):
    (page,) = read(
        "<style>.gone{display:none}</style><script>var a = '指标值';</script><noscript>无脚本</noscript><template><p>模板</p></template>",
        "<table><tr><td>绩效指标</td><td style='color:#fff'>白字</td></tr><tr class='x gone'><td>藏行</td><td>藏</td></tr>"
        "<tr bgcolor='#224466'><td><font color=white>亮字</font></td><td><span hidden>隐</span>见"
        "<input type=hidden value=密><input value=填></td></tr></table>",
    )
    assert _texts(page.tables[0]) == ["绩效指标", "", "亮字", "见填"]
    assert page.hidden_character_count == 6
    assert page.visible_character_count == 8


def test_important_and_weightier_rules_win(read):
    css = "<style>p{display:block!important} #a{color:white} .b .c{display:none} div > .d{visibility:hidden} .e[x]{display:none}</style>"
    (page,) = read(
        css,
        "<p style='display:none'>绩效指标</p><p id=a>一</p><div class=b><i><span class=c>二</span></i><i><span class=d>三</span></i></div>"
        "<span class=d>四</span><i class=e>五</i>",
    )
    assert page.text == "绩效指标\n三\n四五"


def test_broken_nesting_still_gives_the_cells(read):
    (page,) = read("<div><table><form><tr><td>绩效指标<td>指标值</b></tr><tr><td><p>甲<p>乙</td></div><td>丙</form></table><p>后文<li>末")
    assert _texts(page.tables[0]) == ["绩效指标", "指标值", "甲\n乙", "丙"]
    assert [line.text for line in page.lines] == ["后文", "末"]


def test_conditional_comments_of_office_programs_are_no_text(read):
    (page,) = read("<!--[if gte mso 9]><xml>指标值</xml><![endif]--><p>绩效指标<![if !supportEmptyParas]>&nbsp;<![endif]><![weird[x]]><o:p></o:p></p>")
    assert page.text == "绩效指标"
