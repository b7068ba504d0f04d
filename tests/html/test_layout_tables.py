"""Tables that lay out a page, frame a caption or keep columns apart are no tables of data; what stands in them is read as if they were not there."""

from pathlib import Path

import pytest

from extract.dispatch import read_document
from extract.rows import settle_status

TITLE = "<h3>某区水务局2026年项目支出绩效目标表</h3>"
UNIT = "<p>预算单位：某区水务局</p>"
BLOCK = (
    "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr><tr><td>产出指标<td>数量指标<td>清淤长度<td>≥8公里</tr>"
    "<tr><td>效益指标<td>社会效益指标<td>防涝<td>明显</tr>"
)
HEAD = "<tr><td>项目名称<td colspan=3>河道清淤</tr><tr><td>年度目标<td colspan=3>清淤八公里。</tr>"
FORM = f"<table>{HEAD}{BLOCK}</table>"
INDICATORS = [("产出指标", "清淤长度", "≥8公里"), ("效益指标", "防涝", "明显")]


def _rows(folder: Path, body: str, head: str = ""):
    path = folder / "page.html"
    path.write_text(f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>", encoding="utf-8")
    rows = read_document(path, lambda number: None)[1]
    settle_status(rows)
    return rows


def _read(folder: Path, body: str, head: str = "") -> tuple:
    rows = _rows(folder, body, head)
    indicators = [(row["level1_text"], row["indicator_name_text"], row["target_text"]) for row in rows.indicator_cells]
    return rows.document["status"], [(row["project_name_text"], row["unit_text"]) for row in rows.project_rows], indicators


EXPECTED = ("loaded", [("河道清淤", "某区水务局")], INDICATORS)
CONTENT = TITLE + UNIT + FORM


@pytest.mark.parametrize(
    "body",
    [
        f"<table><tr><td>{CONTENT}</td></tr></table>",
        f"<table><tr><td>部门预算<br>绩效目标<br>部门决算</td><td>{CONTENT}</td></tr></table>",
        f"<table><tr><td><img src=logo.png>某区政府</td></tr><tr><td>{CONTENT}</td></tr><tr><td>主办：某区政府办公室</td></tr></table>",
        f"<table><tr><td>首页</td><td>绩效目标</td><td>绩效指标</td></tr><tr><td colspan=3>{CONTENT}</td></tr></table>",
        f"<table><tr><td><table><tr><td>绩效目标</td><td><table><tr><td>{CONTENT}</td></tr></table></td></tr></table></td></tr></table>",
        f"<table><tr><td>{TITLE}</td></tr><tr><td>{UNIT}</td></tr><tr><td>{FORM}</td></tr></table>",
        f"<div style='display:table'><div style='display:table-row'><div style='display:table-cell'>{CONTENT}</div></div></div>",
        f"<table><tr><td>{TITLE}</td></tr></table><table><tr><td>预算单位：某区水务局</td><td>单位：万元</td></tr></table>{FORM}",
    ],
)
def test_a_form_in_a_table_that_lays_out_the_page_is_read(tmp_path, body):
    assert _read(tmp_path, body) == EXPECTED


def test_the_block_of_a_form_may_be_a_table_in_its_cell(tmp_path):
    rows = HEAD.replace(" colspan=3", "")
    body = f"{TITLE}{UNIT}<table>{rows}<tr><td>绩效指标<td><table>{BLOCK}</table></tr></table>"
    assert _read(tmp_path, body) == EXPECTED


def test_a_table_in_a_goal_is_the_goals_text(tmp_path):
    goal = "<p>分两步：</p><table><tr><td>上半年<td>四公里</tr><tr><td>下半年<td>四公里</tr></table>"
    rows = _rows(tmp_path, CONTENT.replace("清淤八公里。", goal))
    assert [row["objective_text"] for row in rows.project_rows] == ["分两步：上半年 四公里下半年 四公里"]
    assert len(rows.indicator_cells) == len(INDICATORS)


@pytest.mark.parametrize(
    "beside",
    [
        ("项目名称（全称）", "年度绩效目标（分项）"),
        ("一、项目名称", "二、年度目标："),
        ("项目名称：河道清淤", "年度目标"),
    ],
)
def test_a_table_of_data_keeps_the_tables_within_it(read, beside):
    inner = "<table><tr><td>产出指标<td>≥8公里<tr><td>效益指标<td>明显</table>"
    (page,) = read(
        f"<table><tr><td>{beside[0]}<td>甲</tr><tr><td>{beside[1]}<td>{inner}</tr></table>",
        words=("项目名称", "年度目标", "年度绩效目标", "产出指标", "效益指标"),
    )
    assert [cell.text for table in page.tables for cell in table.cells] == [beside[0], "甲", beside[1], "产出指标 ≥8公里\n效益指标 明显"]


def test_blank_columns_between_headed_ones_are_none(tmp_path):
    spaced = HEAD.replace("<td colspan=3>", "<td><td>")
    block = (
        "<tr><td>一级指标<td><td>二级指标<td>三级指标<td><td>指标值</tr><tr><td>产出指标<td><td>数量指标<td>清淤长度<td><td>≥8公里</tr>"
        "<tr><td>效益指标<td><td>社会效益指标<td>防涝<td><td>明显</tr>"
    )
    assert _read(tmp_path, f"{TITLE}{UNIT}<table>{spaced}{block}</table>") == EXPECTED


def test_a_blank_column_under_a_heading_or_in_a_table_without_headings_stays(read):
    (page,) = read(
        "<table><tr><td>绩效指标<td>指标值<td>备注</tr><tr><td>甲<td>5<td></tr></table><table><tr><td>绩效指标<td><td>负责人<td></tr></table>",
        words=("绩效指标", "指标值"),
    )
    assert [len(table.column_edges) - 1 for table in page.tables] == [3, 4]


@pytest.mark.parametrize(
    "caption",
    [
        "<p>填报单位：某区水务局<span style='float:right'>金额单位：元</span></p>",
        "<p><span style='float:right'>金额单位：元</span>填报单位：某区水务局</p>",
        "<p style='display:flex;justify-content:space-between'><span>填报单位：某区水务局</span><b>金额单位：元</b></p>",
        "<p>填报单位：某区水务局<span style='margin-left:20em'>金额单位：元</span></p>",
        "<table><tr><td>填报单位：某区水务局</td><td>金额单位：元</td></tr></table>",
    ],
)
def test_pieces_of_a_line_are_apart(tmp_path, caption):
    table = "<table><tr><td>项目名称<td>预算数<td>三级指标<td>指标值</tr><tr><td>河道清淤<td>9000<td>清淤长度<td>≥8公里</tr></table>"
    rows = _rows(tmp_path, f"<h3>项目支出绩效目标表</h3>{caption}{table}")
    assert [row["unit_text"] for row in rows.project_rows] == ["某区水务局"]
    assert [(row["amount_text"], row["amount_unit_text"]) for row in rows.funding_cells] == [("9000", "元")]
