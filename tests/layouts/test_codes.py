"""A code printed with a name is a text of its own; a year, a date or a number of things is none."""

import pytest

from extract.layouts.codes import split_body_code, split_code
from extract.provenance import CellId, Text, cells_of


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("[105]某大学", "105", "某大学"),
        ("【105】 某大学", "105", "某大学"),
        ("231_某局", "231", "某局"),
        ("105 某局", "105", "某局"),
        ("105001某局", "105001", "某局"),
        ("105-001_某局", None, "105-001_某局"),
        ("某大学 105", "105", "某大学"),
        ("某大学[105]", "105", "某大学"),
        ("2026 某局", None, "2026 某局"),
        ("12某局", None, "12某局"),
        ("某市第105中学", None, "某市第105中学"),
        ("", None, ""),
    ],
)
def test_code_of_a_body(printed, code, name):
    assert split_body_code(printed) == (code, name)


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("11000022Y000000433507-设备购置", "11000022Y000000433507", "设备购置"),
        ("[440100210000000012345]设备购置", "440100210000000012345", "设备购置"),
        ("51000021R000000012345-公务用车运行维护费", "51000021R000000012345", "公务用车运行维护费"),
        ("2026-设备购置", None, "2026-设备购置"),
        ("202605-设备购置", None, "202605-设备购置"),
        ("12-设备购置", None, "12-设备购置"),
        ("设备购置", None, "设备购置"),
    ],
)
def test_code_of_a_project(printed, code, name):
    assert split_code(printed) == (code, name)


def test_code_and_name_know_the_cell_that_they_stand_in():
    place = CellId(1, 1, 2, 3)
    assert [cells_of(text) for text in split_body_code(Text("231_某局", [place]))] == [(place,), (place,)]
