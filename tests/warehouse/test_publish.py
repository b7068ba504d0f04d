"""At every moment the published file is wholly the old or wholly the new."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from warehouse.faults import BuildFault
from warehouse.publish import copy_database, publish, releases

ROOT = Path(__file__).parents[2]
ROWS = 2000


def database(path: Path, value: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table t as select $value as v from range($rows)", {"value": value, "rows": ROWS})
    return path


def value_of(path: Path) -> int:
    """The one value that all rows hold; fails on a file that is neither wholly old nor wholly new."""
    with duckdb.connect(str(path), read_only=True) as connection:
        (row,) = connection.execute("select distinct v, count(*) over () from t group by v").fetchall()
        assert connection.execute("select count(*) from t").fetchone() == (ROWS,)
    return row[0]


def test_replaces_and_keeps_the_last_releases(tmp_path):
    published, folder = tmp_path / "t.duckdb", tmp_path / "releases"
    for value in range(1, 6):
        publish(database(tmp_path / "candidate" / "t.duckdb", value), published, folder, 2, f"{value - 1:x}")
    assert value_of(published) == 5
    assert [value_of(release.path) for release in releases(folder)] == [3, 4]
    assert [release.name for release in releases(folder)] == ["000003-3", "000004-4"]
    assert not list(tmp_path.rglob("*.wal"))


def test_keeps_no_release_where_none_is_wanted(tmp_path):
    for value in (1, 2):
        publish(database(tmp_path / "candidate" / "t.duckdb", value), tmp_path / "t.duckdb", tmp_path / "releases", 0, "a")
    assert value_of(tmp_path / "t.duckdb") == 2
    assert releases(tmp_path / "releases") == []


def test_candidate_that_was_not_closed_is_refused(tmp_path):
    database(tmp_path / "t.duckdb", 1)
    candidate = database(tmp_path / "candidate" / "t.duckdb", 2)
    candidate.with_name("t.duckdb.wal").write_bytes(b"x")
    with pytest.raises(BuildFault):
        publish(candidate, tmp_path / "t.duckdb", tmp_path / "releases", 1, "a")
    assert value_of(tmp_path / "t.duckdb") == 1


def test_log_left_beside_the_old_file_does_not_reach_the_new(tmp_path):
    """A client that wrote to the published file and was killed leaves a log; DuckDB would replay it into whatever bears the name."""
    database(tmp_path / "t.duckdb", 1)
    script = f"import duckdb, os; c = duckdb.connect({str(tmp_path / 't.duckdb')!r}); c.execute('delete from t'); os._exit(0)"
    subprocess.run([sys.executable, "-c", script], check=True)
    assert (tmp_path / "t.duckdb.wal").exists()
    publish(database(tmp_path / "candidate" / "t.duckdb", 2), tmp_path / "t.duckdb", tmp_path / "releases", 1, "a")
    assert value_of(tmp_path / "t.duckdb") == 2


def test_release_shares_nothing_with_the_next_published_file(tmp_path):
    for value in (1, 2):
        publish(database(tmp_path / "candidate" / "t.duckdb", value), tmp_path / "t.duckdb", tmp_path / "releases", 3, "a")
    with duckdb.connect(str(tmp_path / "t.duckdb")) as connection:
        connection.execute("update t set v = 9")
    assert value_of(releases(tmp_path / "releases")[0].path) == 1


def test_copy_is_whole_or_absent(tmp_path, monkeypatch):
    source = database(tmp_path / "s.duckdb", 1)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        copy_database(source, tmp_path / "copy.duckdb")
    assert not (tmp_path / "copy.duckdb").exists()
    assert not list(tmp_path.glob("*.part"))
