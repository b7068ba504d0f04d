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

# A reader asks two tables in one transaction; whatever does not hold one value throughout ends it with an error.
ASK = """
import select, sys, time
path, last = sys.argv[1], int(sys.argv[2])
ASKED = ("select min(v), max(v), count(*) from t", "select min(v), max(v), count(*) from u")
def value_of(execute):
    answers = {tuple(execute(question)) for question in ASKED}
    assert len(answers) == 1, answers
    ((low, high, count),) = answers
    assert low == high and count == 2000, answers
    return low
def told_to_end():
    return bool(select.select([sys.stdin], [], [], 0)[0])
"""
PLAIN = (
    ASK
    + """
import duckdb
def value():
    with duckdb.connect(path, read_only=True) as connection:
        connection.execute("begin")
        return value_of(lambda question: connection.execute(question).fetchone())
"""
)
_ALCHEMY = """
import sqlalchemy
from sqlalchemy.pool import POOL
engine = sqlalchemy.create_engine("duckdb:///" + path, connect_args={"read_only": True}, poolclass=POOL)
def value():
    with engine.begin() as connection:
        return value_of(lambda question: connection.execute(sqlalchemy.text(question)).one())
"""
# Opens and closes with every question: values only ever grow, up to the last.
FOLLOWS = """
seen = [value()]
print("ready", flush=True)
while seen[-1] != last:
    found = value()
    assert found >= seen[-1], (found, seen[-1])
    if found != seen[-1]:
        seen.append(found)
    time.sleep(0.01)
print(len(seen))
"""
# Holds one connection, and asks it all the while: the value is the first to the end.
KEEPS = (
    ASK
    + """
import duckdb
connection = duckdb.connect(path, read_only=True)
def value():
    return value_of(lambda question: connection.execute(question).fetchone())
"""
)
STAYS = """
first = value()
print("ready", flush=True)
asked = 0
while not told_to_end():
    assert value() == first
    asked += 1
    time.sleep(0.01)
print(asked)
"""
# What a pool keeps open keeps the old data; emptying the pool shows the new.
RENEWED = """
engine.dispose()
assert value() == last, (value(), last)
"""
READERS = {
    "plain, connection kept": (KEEPS + STAYS, False),
    "plain, connection for each question": (PLAIN + FOLLOWS, True),
    "SQLAlchemy without pool": (ASK + _ALCHEMY.replace("POOL", "NullPool") + FOLLOWS, True),
    "SQLAlchemy with pool": (ASK + _ALCHEMY.replace("POOL", "QueuePool") + STAYS + RENEWED, False),
}


def fill(path: Path, value: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        for table in ("t", "u"):
            connection.execute(f"create table {table} as select $value as v from range(2000)", {"value": value})
    return path


@pytest.mark.slow
def test_readers_see_wholly_the_old_or_wholly_the_new(tmp_path):
    published = fill(tmp_path / "t.duckdb", 0)
    start = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
    processes = {name: subprocess.Popen([sys.executable, "-c", code, str(published), str(REBUILDS)], **start) for name, (code, _) in READERS.items()}
    try:
        for name, process in processes.items():
            assert process.stdout.readline() == "ready\n", f"{name}: {process.stderr.read()}"
        for value in range(1, REBUILDS + 1):
            publish(fill(tmp_path / "candidate" / "t.duckdb", value), published, tmp_path / "releases", 2, f"{value:x}")
            time.sleep(0.02)
        counts = {}
        for name, process in processes.items():
            said, complaint = process.communicate("done\n", timeout=60)
            assert process.returncode == 0, f"{name}: {complaint}"
            counts[name] = int(said)
        for name, (_, sees_new) in READERS.items():
            assert counts[name] > (REBUILDS // 8 if sees_new else REBUILDS // 2), f"{name}: {counts}"
    finally:
        for process in processes.values():
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
