"""What documents print is shown by the terminal's commands and does not act there. The tests of report, review and export are beside theirs."""

import os
import subprocess
import sys

import duckdb
import pytest

from tests.hostile.planted import FORMULAS, LONG, MARK, ROOT, SCRIPTS, built
from tests.hostile.test_hostile_names import CONTROL

pytestmark = pytest.mark.slow


def said(module: str, asked: str = "") -> str:
    environment = os.environ | {"WAREHOUSE": str(built().warehouse), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", module], cwd=ROOT, input=asked.encode(), capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode("utf-8")


def test_the_planted_strings_reach_the_marts_as_printed():
    with duckdb.connect(str(built().warehouse / "performance_targets.duckdb"), read_only=True) as connection:
        rows = connection.execute("""
            select document_title, region, publisher, url, department_name, unit_name, project_name, objective_text, level2_text, indicator_name, target_text,
                remark_text
            from mart_indicator where file_name = 'planted.html'
        """).fetchall()
    fields = list(zip(*rows, strict=True))
    assert len(rows) == 58
    for field in fields:
        assert any(text and ("=" in text or "<" in text) for text in field)
    for text in (*SCRIPTS, *FORMULAS):
        assert sum(any(printed and text in printed for printed in field) for field in fields) > 3, text
    assert LONG in fields[7]


def test_the_list_of_what_is_held_back_shows_them_and_moves_no_cursor():
    listed = said("warehouse.quarantine")
    assert all(f"«{text}»" in listed for text in FORMULAS[1:4:2])
    assert not CONTROL.search(listed)


def test_a_query_shows_them_and_moves_no_cursor():
    text = said("warehouse.shell", "select left(title, 60) from dim_document where title like '%planted%';\nfrom mart_project;\n")
    assert "]0;planted" in text and "\\u202e" in text
    assert MARK in text
    assert not CONTROL.search(text)
