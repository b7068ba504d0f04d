"""Names and writing of pages."""

from pathlib import Path

import pytest

from warehouse.pages.written import named, write


@pytest.mark.parametrize(
    ("what", "name"),
    [
        (None, "report.html"),
        ("教育部", "report-教育部.html"),
        ("a/b\\c:d\x00e", "report-a_b_c_d_e.html"),
        ("..", "report.html"),
        ("长" * 300, f"report-{'长' * 60}.html"),
    ],
)
def test_a_name_is_one_that_any_file_system_takes(what, name):
    assert named("report", what, ".html") == name


def test_what_stands_there_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path):
    write(tmp_path / "made" / "a.html", "旧")
    write(tmp_path / "made" / "a.html", "新")
    assert [path.read_text(encoding="utf-8") for path in (tmp_path / "made").iterdir()] == ["新"]
