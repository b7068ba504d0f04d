"""What stands before a project's name: its code, or a number that belongs to the name."""

import pytest

from extract.layouts.words import split_code


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
