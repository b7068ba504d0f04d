"""Values as Excel shows them. The right column follows from ECMA-376 part 1, 18.8.31; no Excel was at hand to print it."""

import datetime

import pytest

from extract.spreadsheet.number_format import shown, typed

SHOWN = [
    (0.95, "0%", "95%"),
    (0.955, "0%", "96%"),
    (0.985, "0.0%", "98.5%"),
    (1, "0.00%", "100.00%"),
    (0.0025, "0.00%", "0.25%"),
    (1234567.891, "#,##0.00", "1,234,567.89"),
    (-1234.5, "#,##0.00", "-1,234.50"),
    (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
    (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    (8.25, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "8.25"),
    (-8.25, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-8.25"),
    (12, '0"人"', "12人"),
    (95, '"≥"0"%"', "≥95%"),
    (0.95, '"≥"0%', "≥95%"),
    (20, "0.00_ ", "20.00"),
    (3, "000", "003"),
    (1.5, "0.##", "1.5"),
    (2.5, "0", "3"),
    (0.125, "0.00", "0.13"),
    (1200000, "#,##0,", "1,200"),
    (5, "[Red]0;[Blue]-0", "5"),
    (1000, "[$¥-804]#,##0.00", "¥1,000.00"),
    (7, "[>5]0.0;0", "7"),
    (0.5, "# ?/?", "0.5"),
    (123.456, "General", "123.456"),
    (12, 'General"人"', "12人"),
    (0.1 + 0.2, None, "0.3"),
    (39500.0, "General", "39500"),
    (123456789012, "General", "123456789012"),
    (0, "0;-0;;@", ""),
    (-0.001, "0.00", "0.00"),
    ("≥95%", "0%", "≥95%"),
    ("001", "@", "001"),
    (True, "General", "TRUE"),
    (None, "0%", ""),
    (datetime.datetime(2026, 3, 5), "yyyy/m/d", "2026/3/5"),
    (datetime.datetime(2026, 12, 31), 'yyyy"年"m"月"d"日";@', "2026年12月31日"),
    (datetime.datetime(2026, 12, 31), '[$-804]yyyy"年"m"月";@', "2026年12月"),
    (datetime.datetime(2026, 12, 1), "mm-dd-yy", "12-01-26"),
    (datetime.datetime(2026, 3, 5, 14, 7, 9), "yyyy-mm-dd hh:mm:ss", "2026-03-05 14:07:09"),
    (datetime.datetime(2026, 3, 5, 14, 7), "h:mm AM/PM", "2:07 下午"),
    (datetime.time(8, 30), "h:mm", "8:30"),
    (datetime.timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
]


@pytest.mark.parametrize(("value", "code", "text"), SHOWN)
def test_a_value_is_shown_as_in_the_program(value, code, text):
    assert shown(value, code) == text


@pytest.mark.parametrize("code", ["", ";", ";;;", "%", '"', "[", "0.0.0", "#,", "_", "*", "\\", "E+0", "0E+00", "@@", "?", "yyyy" * 30, '0"', "\x00"])
@pytest.mark.parametrize("value", [0, 1.5, -3, 1e300, 5e-324, datetime.datetime(1900, 1, 1), datetime.time(), "文字"])
def test_no_code_is_too_odd(code, value):
    assert isinstance(shown(value, code), str)


def test_a_number_is_typed_without_exponent():
    assert [typed(number) for number in (1e21, 1e-7, 10891.615675, 100.0, -2.50)] == ["1000000000000000000000", "0.0000001", "10891.615675", "100", "-2.5"]
