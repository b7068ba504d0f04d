"""The command: where it writes, what it says of a wrong name, and that what was written stands until the new is whole."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.export.exported import DEPARTMENTS, make
from warehouse.export import __main__ as export_command
from warehouse.swap import file_name

ROOT = Path(__file__).parents[2]


@pytest.fixture
def warehouse(tmp_path_factory, tmp_path, monkeypatch) -> Path:
    for name in ("DEPARTMENT", "FORMAT"):
        monkeypatch.delenv(name, raising=False)
    make(tmp_path / "performance_targets.duckdb")
    return tmp_path


def run(warehouse: Path, *more: str) -> int:
    return export_command.main(["--warehouse", str(warehouse), *more])


def test_all_formats_are_written_and_named(warehouse, capsys):
    assert run(warehouse) == 0
    names = sorted(path.name for path in (warehouse / "output" / "export").iterdir())
    assert names == ["csv", "datapackage.json", "parquet", "performance_targets.xlsx"]
    assert f"wrote {warehouse / 'output' / 'export' / 'performance_targets.xlsx'}" in capsys.readouterr().out
    assert [path.name for path in (warehouse / "output").iterdir()] == ["export"]


def test_formats_are_chosen(warehouse, capsys):
    assert run(warehouse, "--format", "CSV") == 0
    assert sorted(path.name for path in (warehouse / "output" / "export").iterdir()) == ["csv", "datapackage.json"]
    assert run(warehouse, "--format", "xls,pdf") == 2
    assert "there is no format xls, pdf; there are xlsx,csv,parquet" in capsys.readouterr().out
    assert run(warehouse, "--format", ",") == 2
    assert (warehouse / "output" / "export" / "csv").is_dir()


def test_one_department_gets_a_workbook_of_its_name(warehouse):
    assert run(warehouse, "--department", "测试 局") == 0
    assert [path.relative_to(warehouse / "output").as_posix() for path in (warehouse / "output").rglob("*.xlsx")] == ["departments/测试局/测试局.xlsx"]


def test_an_unknown_department_is_told_with_the_nearest(warehouse, capsys):
    assert run(warehouse, "--department", "测试三局") == 2
    said = capsys.readouterr().out
    assert "no department is called 测试三局" in said and all(name in said for name in DEPARTMENTS[:2])
    assert not (warehouse / "output").exists()


def test_no_published_file_is_told(tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        run(tmp_path)
    assert stopped.value.code == 2
    assert "make build publishes it" in capsys.readouterr().err


def test_an_export_that_is_stopped_says_so_and_leaves_nothing(warehouse, monkeypatch, capsys):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(export_command, "write_workbook", stop)
    assert run(warehouse) == 130
    assert "stopped before the end" in capsys.readouterr().out
    assert list((warehouse / "output").iterdir()) == []


@pytest.mark.parametrize("kind", ["xlsx", "csv", "parquet"])
def test_a_disk_that_takes_no_more_leaves_the_last_export(warehouse, kind):
    assert run(warehouse, "--format", kind) == 0
    before = {path: path.read_bytes() for path in (warehouse / "output").rglob("*") if path.is_file()}
    command = [sys.executable, "-m", "warehouse.export", "--warehouse", str(warehouse), "--format", kind]
    full = "import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)); runpy.run_module('warehouse.export', run_name='__main__')"
    done = subprocess.run([command[0], "-c", full, *command[3:]], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, ""), done.stderr
    assert "error: " in done.stdout and "File too large" in done.stdout
    assert {path: path.read_bytes() for path in (warehouse / "output").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "../../etc", "a/b", "<b>", "长" * 300, "con\nfig", "\u202ea"])
def test_a_file_is_named_so_that_every_system_takes_it(name):
    made = file_name(name)
    assert made != name and made.replace("-", "").replace("_", "").isalnum() and len(made) < 80
    assert file_name("烟台市民政局") == "烟台市民政局"


def test_a_file_of_an_older_release_gives_the_tables_that_it_has(warehouse):
    with duckdb.connect(str(warehouse / "performance_targets.duckdb")) as connection:
        connection.execute('drop view "资金来源表"; drop table mart_funding')
    assert run(warehouse, "--format", "csv") == 0
    assert not (warehouse / "output" / "export" / "csv" / "mart_funding.csv").exists()
