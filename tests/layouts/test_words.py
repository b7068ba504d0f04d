"""What stands before a project's name: its code, or a number that belongs to the name."""

import pytest

from extract.layouts.codes import split_body_code, split_code
from extract.provenance import CellId, Text, cells_of


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("11000022T000000432892-执法办案经费", "11000022T000000432892", "执法办案经费"),
        ("11000026Y000003645516－5G建设", "11000026Y000003645516", "5G建设"),
        ("[105001]某项目", "105001", "某项目"),
        ("（231001）某项目", "231001", "某项目"),
        ("105001_某项目", "105001", "某项目"),
        ("12-34-5-某项目", "12-34-5", "某项目"),
        ("202601-某批次", None, "202601-某批次"),
        ("2026-某项目", None, "2026-某项目"),
        ("236-某专项", None, "236-某专项"),
        ("（2026年）某项目", None, "（2026年）某项目"),
        ("100000亩造林", None, "100000亩造林"),
        ("123456", None, "123456"),
    ],
)
def test_a_code_is_parted_from_the_name(printed, code, name):
    assert split_code(printed) == (code, name)


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("[105]教育部", "105", "教育部"),
        ("231_某局", "231", "某局"),
        ("231-某局", "231", "某局"),
        ("105 某局", "105", "某局"),
        ("105001某局", "105001", "某局"),
        ("105001A某局", "105001A", "某局"),
        ("（105-001）某局", "105-001", "某局"),
        ("教育部 105", "105", "教育部"),
        ("教育部[105]", "105", "教育部"),
        ("2026-某局", None, "2026-某局"),
        ("某局2026", None, "某局2026"),
        ("某局 2026", None, "某局 2026"),
        ("12 某局", None, "12 某局"),
        ("某局", None, "某局"),
        ("", None, ""),
    ],
)
def test_a_code_is_parted_from_the_name_of_a_body(printed, code, name):
    assert split_body_code(Text(printed, [CellId(1, 1, 1, 1)])) == (code, name)


def test_both_parts_stand_in_the_cell_of_the_whole():
    assert [cells_of(part) for part in split_body_code(Text("[105]教育部", [CellId(1, 1, 2, 3)]))] == [(CellId(1, 1, 2, 3),)] * 2
