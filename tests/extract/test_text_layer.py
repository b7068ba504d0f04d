"""The text layer's rows and cells, found again from text that was typeset from known records."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.layouts import read_layouts, signs
from extract.pages import Page
from extract.text_layer import read_pages
from extract.text_layer.rows import width
from tests.extract.text_typesetter import HEADINGS, typeset

DEPARTMENT = "某某市人力资源和社会保障局"
INDICATORS = "1、产出指标：服务人数，年度指标值：≥5万人次。2、满意度指标：服务对象满意度，年度指标值：90%。"
OBJECTIVE = "通过开展本项目，落实各项政策，提高服务水平，保障群众权益，促进本地区就业形势总体稳定，完成上级下达的任务。"


def read(text: str) -> list[Page]:
    return list(read_pages(text, signs()))


def records_of(pages: list[Page]) -> list[list[tuple[str, ...]]]:
    """The rows of each page's table that could be read, a text a cell."""
    found = []
    for page in pages:
        tables = [table for table in page.tables if table.doubt is None]
        texts = ["".join(cell.text.split("\n")) for table in tables for cell in table.cells]
        rows = [tuple(texts[at : at + len(HEADINGS)]) for at in range(0, len(texts), len(HEADINGS))]
        assert all(row == HEADINGS for row in rows[:1])
        found.append(rows[1:])
    return found


def doubts(page: Page) -> list[str]:
    return [table.doubt for table in page.tables if table.doubt]


SIMPLE = (DEPARTMENT, "某某市技师学院", "实训设备购置", OBJECTIVE, INDICATORS)
WRAPPED_UNIT = (DEPARTMENT, "某某市人力资源和社会保障数据服务中心", "信息化升级", OBJECTIVE, INDICATORS)
WRAPPED_NAME = (DEPARTMENT, "某某市技师学院", "某某市技师学院高水平专业群建设配套教学实训设备购置经费项目", OBJECTIVE, INDICATORS)
NAME_LIKE_DEPARTMENT = (DEPARTMENT, DEPARTMENT, DEPARTMENT + "2022年大数据应用升级改造项目", OBJECTIVE, INDICATORS)
SHORT_OBJECTIVE = (DEPARTMENT, "某某市技师学院", "特色课程", "丰富培训课程体系。", INDICATORS)
FULL_NAME_LINE = (
    DEPARTMENT,
    "某某市技师学院",
    "公共人事人才业务专项工作经费",
    "1、成立流动人才服务队伍，为全市流动人才提供长效服务机制，完成档案数字化工作。2、加强管理。",
    INDICATORS,
)


@pytest.mark.parametrize("record", [SIMPLE, WRAPPED_UNIT, WRAPPED_NAME, NAME_LIKE_DEPARTMENT, SHORT_OBJECTIVE, FULL_NAME_LINE])
def test_each_shape_of_row_comes_back(record):
    pages = [[SIMPLE, record, WRAPPED_NAME, WRAPPED_UNIT, FULL_NAME_LINE], [SIMPLE, record]]
    read_back = read(typeset(pages))
    assert [doubts(page) for page in read_back] == [[], []]
    assert records_of(read_back) == pages


def test_form_feeds_and_headings_give_the_same_pages():
    pages = [[SIMPLE, WRAPPED_NAME], [WRAPPED_UNIT, SIMPLE]]
    assert records_of(read(typeset(pages, page_break="\f"))) == records_of(read(typeset(pages))) == pages


def test_a_row_cut_by_a_page_break_is_not_guessed():
    """Neither its first piece nor its last is loaded as if it were the whole; the rows around it are."""
    lines = typeset([[SIMPLE, WRAPPED_NAME, WRAPPED_UNIT], [SIMPLE, FULL_NAME_LINE]]).split("\n")
    second_heading = [i for i, line in enumerate(lines) if line.replace(" ", "") == "".join(HEADINGS)][1]
    lines[second_heading + 2 : second_heading + 2] = ["3、效益指标：就业率，年度指标值：95%。", ""]
    first, second = read("\n".join(lines))
    assert records_of([first, second]) == [[SIMPLE, WRAPPED_NAME], [SIMPLE, FULL_NAME_LINE]]
    assert "row 3: " in doubts(first)[0] and "overleaf" in doubts(first)[0]
    assert "row 1: " in doubts(second)[0] and "department" in doubts(second)[0]


def test_a_row_without_indicators_stops_its_page_with_a_reason():
    text = typeset([[SIMPLE, WRAPPED_NAME]]) + "\n".join(["", f"{DEPARTMENT} 某某市技师学院 设备购置", OBJECTIVE, ""])
    (page,) = read(text)
    assert records_of([page]) == [[SIMPLE, WRAPPED_NAME]]
    assert "indicators" in doubts(page)[0]
    rows = read_layouts([page])
    assert [(block["outcome"], block["lost_indicator_count"]) for block in rows.page_blocks] == [("target_table", 0), ("unreadable", 0)]
    left = [cell for cell in rows.table_cells if cell["cell_use"] == "remainder"]
    assert [cell["cell_text"] for cell in left] == [f"{DEPARTMENT} 某某市技师学院 设备购置", OBJECTIVE]
    assert {cell["reason"] for cell in left} == {rows.page_blocks[1]["reason"]} and "row 3: " in left[0]["reason"]


def test_rows_that_follow_without_a_blank_line_are_parted_by_their_department():
    text = re.sub(r"\n\n(?=某某市人力资源和社会保障局 )", "\n", typeset([[SIMPLE, WRAPPED_NAME, SIMPLE], [SIMPLE]]))
    assert records_of(read(text)) == [[SIMPLE, WRAPPED_NAME, SIMPLE], [SIMPLE]]


CHINESE = st.text(alphabet="市人力资源和社会保障局技师学院信息化建设项目经费购置服务管理中心", min_size=4, max_size=32)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CHINESE, CHINESE), min_size=3, max_size=8))
def test_no_character_is_lost_whatever_the_names(names):
    """Where a row is read, its characters are the record's, and the names fit their columns."""
    records = [(DEPARTMENT, unit, project, OBJECTIVE, INDICATORS) for unit, project in names]
    (page,) = read(typeset([records]))
    (rows,) = records_of([page])
    printed = ["".join(record) for record in records]
    assert all("".join(row) in printed for row in rows)
    assert len(rows) + sum(doubt.count("/ row ") for doubt in doubts(page)) == len(records)
    cells = [cell.text for table in page.tables for cell in table.cells]
    assert sum(len("".join(text.split())) for text in [*cells, *(line.text for line in page.lines)]) == page.visible_character_count


def test_rows_have_their_place_on_the_grid_of_the_text_and_none_in_points():
    rows = read_layouts(read(typeset([[SIMPLE, WRAPPED_NAME], [WRAPPED_UNIT]])))
    assert [(row["page_number"], row["table_number"], row["row_number"]) for row in rows.project_rows] == [(1, 1, 2), (1, 1, 3), (2, 1, 2)]
    assert not any("bbox_x0" in row for row in [*rows.project_rows, *rows.indicator_cells, *rows.table_cells])
    assert [cell["cell_use"] for cell in rows.table_cells[:11]] == ["heading"] * 5 + ["landed"] * 5 + ["landed"]


def test_width_counts_half_for_latin():
    assert width("2021年IPV6改造") == 2 + 1 + 2 + 2
