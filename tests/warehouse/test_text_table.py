"""Tables of text: aligned by what a terminal takes, never wider than it, and told where they are cut."""

from decimal import Decimal

import pytest

from warehouse.text_table import cut, padded, table, width


def test_chinese_stands_in_line_and_numbers_to_the_right():
    lines = table(["名称", "数"], [["合格率", 98], ["ab", None], ["达标", Decimal("7.50")]], 80)
    assert lines == ["名称   │ 数", "───────┼─────", "合格率 │   98", "ab     │", "达标   │ 7.50"]


@pytest.mark.parametrize("columns", [12, 20, 33, 80, 500])
def test_no_line_is_wider_than_the_terminal(columns):
    rows = [["长" * 50, "b" * 30, number, "短", "\x1b[2J\u202e"] for number in range(3)]
    lines = table(["第一", "second", "三", "four", "五"], rows, columns)
    assert max(map(width, lines[:-1])) <= columns
    assert all("\x1b" not in line and "\u202e" not in line for line in lines)


def test_columns_that_have_no_room_are_told():
    lines = table([f"column_{number}" for number in range(30)], [["x" * 20] * 30] * 2, 60)
    assert lines[-1] == "4 of 30 columns; name those to see"
    assert max(map(width, lines)) <= 60


def test_one_row_that_has_no_room_stands_upright():
    lines = table([f"列{number}" for number in range(30)], [["值" * 40] * 30], 40)
    assert len(lines) == 30
    assert lines[7].startswith("列7  │ 值值") and lines[7].endswith("…")
    assert max(map(width, lines)) <= 40


def test_no_rows_give_the_names_alone():
    assert table(["a", "b"], [], 80) == ["a │ b", "──┼──"]


def test_a_cut_text_and_a_padded_one_have_their_width():
    assert (cut("合格率", 6), cut("合格率", 5), cut("合格率", 4)) == ("合格率", "合格…", "合…")
    assert [width(padded("合格率", columns)) for columns in range(1, 10)] == list(range(1, 10))
