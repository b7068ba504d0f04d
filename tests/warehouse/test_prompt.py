"""The prompt of the shell on a terminal: what it completes, when Enter ends a statement, and what it keeps."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from tests.dbt_project import compiled
from warehouse import shell
from warehouse.prompt import Names, is_whole, session

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect(str(compiled.folder() / "performance_targets.duckdb"), read_only=True) as made:
        yield made


def completed(connection, text: str, is_asked: bool = False) -> list[str]:
    return [one.text for one in Names(connection).get_completions(Document(text), CompleteEvent(completion_requested=is_asked))]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("from mart_ind", "mart_indicator"),
        ("select * from 指标宽", "指标宽表"),
        ("SEL", "select"),
        ("select region from mart_project where depart", "department_name"),
        ("from mart_project p where p.department_s", "department_source"),
        ("from search_ind", "search_indicators("),
        ("select 目标数 from 指标宽表 where 目标数", "目标数值"),
        (".ta", ".tables"),
    ],
)
def test_names_and_words_are_completed(connection, typed, first):
    assert completed(connection, typed)[0] == first


def test_columns_of_the_tables_that_are_named_come_first(connection):
    given = completed(connection, "from dim_unit where ", is_asked=True)
    columns = [
        name for (name,) in connection.execute("select column_name from duckdb_columns() where table_name = 'dim_unit' order by column_index").fetchall()
    ]
    assert given[: len(columns)] == columns
    assert completed(connection, "from dim_unit where ") == []


@pytest.mark.parametrize(
    ("text", "expected"), [("select 1;", True), ("select 1", False), ("select 1 ;\n", True), (".quit", True), ("", True), ("select\n'.", False)]
)
def test_a_statement_is_whole_with_its_semicolon(text, expected):
    assert is_whole(text) == expected


@pytest.fixture
def typed(connection, monkeypatch, tmp_path):
    """What the shell prints, given keys."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def type_in(keys: str, capsys) -> str:
        with create_pipe_input() as given, create_app_session(input=given, output=DummyOutput()):
            given.send_text(keys)
            shell._prompted(connection)
        return capsys.readouterr().out

    return type_in


def test_statements_over_lines_are_answered_in_turn_and_errors_do_not_end_it(typed, capsys, tmp_path):
    said = typed("select '长' as\r甲, 1 as b;\rselect nothing;\r.tables\r.quit\r", capsys)
    assert said.startswith("甲 │ b\n───┼──\n长 │ 1\n1 row\n")
    assert 'Referenced column "nothing" was not found' in said
    assert "mart_indicator" in said
    assert "select '长' as\n+甲, 1 as b;" in (tmp_path / "performance-target-warehouse" / "shell_history").read_text(encoding="utf-8")


def test_control_c_leaves_the_statement_and_control_d_the_shell(typed, capsys):
    assert typed("select 1\x03select 2 as two;\r\x04", capsys) == "two\n───\n  2\n1 row\n"


def test_control_c_leaves_a_query_that_runs(tmp_path):
    """In a process of its own, which is interrupted."""
    program = """
import os, signal, threading, duckdb
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from warehouse import shell
answer = shell._answer
def interrupted(connection, statement, show):
    if "range" in statement:
        threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    answer(connection, statement, show)
shell._answer = interrupted
with create_pipe_input() as given, create_app_session(input=given, output=DummyOutput()):
    given.send_text("select count(*) from range(100000000000) a, range(1000) b where a.range % 7 = b.range % 3;\\rselect 1 as one;\\r.quit\\r")
    shell._prompted(duckdb.connect())
"""
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.returncode) == ("stopped\none\n───\n  1\n1 row\n", 0), done.stderr


def test_many_rows_are_cut_and_told(typed, capsys):
    said = typed("select i from range(300) t(i);\r.quit\r", capsys)
    assert said.splitlines()[-1] == "the first 200 rows; there are more"
    assert len(said.splitlines()) == 203


def test_a_history_that_cannot_be_kept_stops_nobody(connection, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with create_pipe_input() as given, create_app_session(input=given, output=DummyOutput()):
        given.send_text("select 1;\r")
        assert session(connection).prompt() == "select 1;"
