"""One build at a time, whatever became of the last one."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse.faults import LockHeld
from warehouse.lock import build_lock

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from pathlib import Path
from warehouse.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    {}
    time.sleep(60)
"""


def holder(lock: Path, before_sleep: str = "pass") -> subprocess.Popen:
    process = subprocess.Popen([sys.executable, "-c", HOLD.format(before_sleep), str(lock)], stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert process.stdout.readline() == "held\n"
    return process


def test_second_build_is_told_who_holds_the_lock(tmp_path):
    process = holder(tmp_path / ".lock")
    try:
        with pytest.raises(LockHeld) as fault, build_lock(tmp_path / ".lock"):
            pass
        assert f"process {process.pid} on {os.uname().nodename}" in str(fault.value)
        assert "\n" not in str(fault.value)
    finally:
        process.kill()
        process.wait()


def test_lock_of_a_killed_holder_is_taken_over_and_said(tmp_path):
    process = holder(tmp_path / ".lock")
    process.send_signal(signal.SIGKILL)
    process.wait()
    with build_lock(tmp_path / ".lock") as left_behind:
        assert f"process {process.pid}" in left_behind
        assert json.loads((tmp_path / ".lock").read_text())["pid"] == os.getpid()


def test_worker_that_outlives_its_build_does_not_keep_the_lock(tmp_path):
    process = holder(tmp_path / ".lock", "import os; os.fork() == 0 and time.sleep(60)")
    time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with build_lock(tmp_path / ".lock"):
        pass


@pytest.mark.parametrize("end", [None, RuntimeError, KeyboardInterrupt])
def test_build_that_ended_leaves_no_name(tmp_path, end):
    with contextlib.suppress(RuntimeError, KeyboardInterrupt), build_lock(tmp_path / ".lock"):
        if end:
            raise end
    with build_lock(tmp_path / ".lock") as left_behind:
        assert left_behind is None


@pytest.mark.parametrize("content", ["", "{}", "[1]", "not json", "\x00" * 10])
def test_odd_content_of_the_lock_file_does_no_harm(tmp_path, content):
    (tmp_path / ".lock").write_text(content)
    with build_lock(tmp_path / ".lock"):
        pass
