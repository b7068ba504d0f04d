"""At every moment the published file is wholly the old or wholly the new."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from warehouse.faults import BuildFault
from warehouse.publish import copy_database, publish, releases

ROOT = Path(__file__).parents[2]
ROWS = 2000

# Ends itself at the n-th step that touches the disk, before or after it is done.
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
folder, at, after, without_links = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "after", sys.argv[4] == "copies"
steps = 0
def counted(function):
    def call(*arguments, **names):
        global steps
        steps += 1
        if steps == at and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = function(*arguments, **names)
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer
    return call
for name in ("fsync", "replace", "unlink", "mkdir"):
    setattr(os, name, counted(getattr(os, name)))
shutil.copyfile = counted(shutil.copyfile)
def no_links(*_):
    raise OSError(95, "not supported")
os.link = no_links if without_links else counted(os.link)
from warehouse.publish import publish
publish(folder / "candidate" / "t.duckdb", folder / "t.duckdb", folder / "releases", 1, "abc")
print(steps)
"""


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


def run_killed(folder: Path, at: int, moment: str, way: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", KILLED, str(folder), str(at), moment, way], cwd=ROOT, capture_output=True, text=True, check=False)


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


@pytest.mark.slow
@pytest.mark.parametrize("way", ["links", "copies"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_every_step(tmp_path, moment, way):
    at = 0
    while True:
        at += 1
        folder = tmp_path / str(at)
        folder.mkdir()
        database(folder / "t.duckdb", 1)
        database(folder / "candidate" / "t.duckdb", 2)
        killed = run_killed(folder, at, moment, way)
        assert value_of(folder / "t.duckdb") in (1, 2)
        if killed.returncode == 0:
            break
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        # The next build carries on, whatever was left.
        publish(database(folder / "candidate" / f"next{at}.duckdb", 3), folder / "t.duckdb", folder / "releases", 5, "abc")
        assert value_of(folder / "t.duckdb") == 3
        kept = [value_of(release.path) for release in releases(folder / "releases")]
        assert kept in ([1], [2], [1, 2]), f"step {at}: {kept}"
    assert at > 6


def test_copy_is_whole_or_absent(tmp_path, monkeypatch):
    source = database(tmp_path / "s.duckdb", 1)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        copy_database(source, tmp_path / "copy.duckdb")
    assert not (tmp_path / "copy.duckdb").exists()
    assert not list(tmp_path.glob("*.part"))
