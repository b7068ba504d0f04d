"""A line and a status, whatever stops a command."""

import duckdb
import pytest

from warehouse.faults import BuildFault, UsageFault
from warehouse.told import told


def _raise(error: Exception):
    def do() -> str:
        raise error

    return do


def test_what_was_made_is_said(capsys):
    assert told(lambda: "made\x1b[2J") == 0
    assert capsys.readouterr().out == "made\\u001b[2J\n"


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (UsageFault("no such \u202e thing"), 2, "error: no such \\u202e thing"),
        (BuildFault("broken"), 1, "error: broken"),
        (FileNotFoundError(2, "gone", "a.txt"), 1, "error: a.txt: gone"),
        (duckdb.CatalogException("Table x does not exist\nLINE 1: from x"), 1, "error: Table x does not exist; make build brings the file to what is declared"),
    ],
)
def test_what_stops_it_is_a_line(capsys, error, status, said):
    assert told(_raise(error)) == status
    assert capsys.readouterr().err == f"{said}\n"
