"""Readers in other processes hold the file while it is replaced again and again: none fails, none sees a mix."""

import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from warehouse.publish import publish

ROOT = Path(__file__).parents[2]
REBUILDS = 100

# Each prints the values it saw; any row that is not of one value with the others ends it with an error.
KEEPS_ONE = """
import duckdb, sys, time
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    print("ready", flush=True)
    while not sys.stdin.readline():
        pass
    assert connection.execute("select min(v), max(v), count(*) from t").fetchall() == [(0, 0, 2000)]
"""
OPENS_AGAIN = """
import duckdb, sys
seen = set()
print("ready", flush=True)
while True:
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        low, high, count = connection.execute("select min(v), max(v), count(*) from t").fetchone()
    assert low == high and count == 2000, (low, high, count)
    assert not seen or low >= max(seen), (low, max(seen))
    seen.add(low)
    if low == int(sys.argv[2]):
        break
print(len(seen))
"""


def fill(path: Path, value: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table t as select $value as v from range(2000)", {"value": value})
    return path


@pytest.mark.slow
def test_readers_see_wholly_the_old_or_wholly_the_new(tmp_path):
    published = fill(tmp_path / "t.duckdb", 0)
    start = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
    keeper = subprocess.Popen([sys.executable, "-c", KEEPS_ONE, str(published)], **start)
    opener = subprocess.Popen([sys.executable, "-c", OPENS_AGAIN, str(published), str(REBUILDS)], **start)
    try:
        assert keeper.stdout.readline() == "ready\n"
        assert opener.stdout.readline() == "ready\n"
        for value in range(1, REBUILDS + 1):
            publish(fill(tmp_path / "candidate" / "t.duckdb", value), published, tmp_path / "releases", 2, f"{value:x}")
            time.sleep(0.02)
        seen, complaint = opener.communicate(timeout=60)
        assert opener.returncode == 0, complaint
        assert int(seen) > REBUILDS // 4
        _, complaint = keeper.communicate("done\n", timeout=60)
        assert keeper.returncode == 0, complaint
    finally:
        for process in (keeper, opener):
            process.kill()
            process.wait()


def test_a_reader_of_this_process_sees_the_new_file_once_every_connection_to_the_old_is_closed(tmp_path):
    published = fill(tmp_path / "t.duckdb", 1)
    first = duckdb.connect(str(published), read_only=True)
    publish(fill(tmp_path / "candidate" / "t.duckdb", 2), published, tmp_path / "releases", 1, "a")
    second = duckdb.connect(str(published), read_only=True)
    assert second.execute("select max(v) from t").fetchone() == (1,)
    first.close()
    second.close()
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("select max(v) from t").fetchone() == (2,)
