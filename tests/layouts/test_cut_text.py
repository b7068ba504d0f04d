"""A text whose last line is cut through by the rule below it: right with the line and without it, and no other way."""

import pytest

from extract.rows import DocumentRows
from tests.layouts.reference import compare

_ROW = {
    "level1": "产出指标",
    "level2": "经济成本指标",
    "name": "设备运维服务费用",
    "target": "≤15万元",
    "page": 3,
    "cut": {"name": "设备运维", "level2": "经济成本指"},
}


def _expected() -> dict:
    project = {"ordinal": 1, "name": "运维", "pages": [3, 3], "objective": None, "indicators": [_ROW]}
    return {"document_type": "部门预算", "publisher": "某市某局", "target_pages": [3], "totals": {}, "projects": [project]}


def _read(name: str, level2: str) -> DocumentRows:
    rows = DocumentRows()
    rows.project_rows.append({"project_ordinal": 1, "project_name_text": "运维", "scope": "project", "page_number": 3, "page_last": 3})
    cell = {"level1_text": "产出指标", "level2_text": level2, "indicator_name_text": name, "comparator_text": "≤", "target_text": "15", "unit_text": "万元"}
    rows.indicator_cells.append(cell | {"project_ordinal": 1, "page_number": 3})
    return rows


@pytest.mark.parametrize("name", ["设备运维服务费用", "设备运维"])
@pytest.mark.parametrize("level2", ["经济成本指标", "经济成本指"])
def test_with_and_without_the_cut_line(name, level2):
    assert compare(_expected(), _read(name, level2)).equal["indicator"] == 1


@pytest.mark.parametrize(("name", "level2"), [("设备运维服务", "经济成本指标"), ("设备运维", "经济成本"), ("设备", "经济成本指")])
def test_no_other_text(name, level2):
    assert compare(_expected(), _read(name, level2)).equal["indicator"] == 0
